namespace EdgeQuake.FakeServer;

/// <summary>A run of content of one kind.</summary>
/// <param name="Index">0-based, among the blocks of the stream.</param>
/// <param name="Call">Of a tool call: who is called.</param>
internal sealed record SaidBlock(int Index, BlockKind Kind, ToolCall? Call, SaidPiece Pieces)
{
    public string Text => Pieces.Whole();
}

/// <summary>The kinds of content that a protocol may put in blocks or items of their own.</summary>
internal enum BlockKind { Text, Thinking, Refusal, Tool }
