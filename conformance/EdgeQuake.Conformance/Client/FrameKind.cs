namespace EdgeQuake.Conformance;

/// <summary>What one frame of an answer means, whichever protocol said it.</summary>
public enum FrameKind
{
    /// <summary>A typed piece of the answer's text.</summary>
    Token,

    /// <summary>Text of the answer outside any JSON: EdgeQuake allows it, v1 has nothing else; in plain sse every event is one.</summary>
    PlainText,

    Thinking,

    /// <summary>The id of a source.</summary>
    Source,

    /// <summary>The retrieval context as JSON; its sources follow as frames of their own.</summary>
    Context,

    /// <summary>The id of the conversation that an EdgeQuake chat belongs to.</summary>
    Conversation,

    /// <summary>A piece of a refusal: not the answer, and not an error.</summary>
    Refusal,

    /// <summary>Usage or stats, as JSON.</summary>
    Usage,

    /// <summary>The finish reason of a choice.</summary>
    Finish,

    ToolCall,

    /// <summary>The end mark.</summary>
    Done,

    /// <summary>The server says in band that the answer stops short of its end (<c>response.incomplete</c>): the outcome is incomplete, and nothing follows.</summary>
    Cut,

    /// <summary>The server says in band that it failed.</summary>
    Error,

    /// <summary>Bytes that the protocol does not allow.</summary>
    Malformed,

    /// <summary>A frame for text that has none: a role, null or empty content, an empty event.</summary>
    Empty,

    /// <summary>Anything else that is well formed: unknown types, title_update, whatever follows the end mark.</summary>
    Other,
}
