namespace EdgeQuake.Conformance;

/// <summary>One frame of an answer. Its spans live until the decoder reads the next event.</summary>
public readonly ref struct Frame(FrameKind kind, ReadOnlySpan<byte> text)
{
    public FrameKind Kind { get; } = kind;

    /// <summary>
    /// UTF-8, JSON escapes resolved: the token, the source's id, the finish reason, the error's message, a tool call's arguments;
    /// JSON for <see cref="FrameKind.Usage"/> and <see cref="FrameKind.Context"/>; the frame as sent when malformed.
    /// </summary>
    public ReadOnlySpan<byte> Text { get; } = text;

    /// <summary>Index of the choice (openai-chat with n &gt; 1); 0 elsewhere. Texts of different choices are never one text.</summary>
    public int Choice { get; init; }

    /// <summary>Index of a tool call within its choice.</summary>
    public int Index { get; init; }

    /// <summary>An error's code, or a tool call's id; empty when not said.</summary>
    public ReadOnlySpan<byte> Id { get; init; }

    /// <summary>A tool call's function name; empty when not said.</summary>
    public ReadOnlySpan<byte> Name { get; init; }
}
