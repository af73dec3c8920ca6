namespace EdgeQuake.FakeServer;

/// <summary>The verbs whose bytes the protocol decides.</summary>
internal enum ContentVerb
{
    Token, Source, Context, Thinking, Done, Text, Json, Comment, Usage, Error, ToolCall, Finish, Refusal, Conversation, Title, Metadata, Nodes, Edges,
}
