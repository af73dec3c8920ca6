namespace EdgeQuake.FakeServer;

/// <summary>One verb of a script, as checked at load: content, bytes, time, wire, repeat or end. Neutral: protocol and shape give it bytes when a plan is rendered.</summary>
public abstract record Step(Place Where)
{
    /// <summary>A frame of the protocol. <paramref name="Text"/> is the verb's plain value; <paramref name="Json"/> its map or list as JSON text.</summary>
    public sealed record Content(Place Where, ContentVerb Verb, string? Text, string? Json) : Step(Where);

    /// <summary>An SSE event as fields; null = the field is left out.</summary>
    public sealed record Event(Place Where, string? Type, string? Id, string? Retry, string? Data) : Step(Where);

    /// <summary>Bytes as they are, templates expanded when <paramref name="Template"/> is given.</summary>
    public sealed record Bytes(Place Where, string? Template, ReadOnlyMemory<byte> Value) : Step(Where);

    /// <summary>The first bytes of another step's frame.</summary>
    /// <param name="To">Up to and with this substring; else <paramref name="Count"/> bytes; else <paramref name="Fraction"/> of them.</param>
    public sealed record Part(Place Where, Step Of, int? Count, string? To, double? Fraction) : Step(Where);

    /// <summary>An entry of the fixed catalogue of malformed frames.</summary>
    public sealed record Malformed(Place Where, MalformedFrame Frame, int Size) : Step(Where);

    public sealed record Wait(Place Where, Distribution For) : Step(Where);

    /// <summary>Null = for ever.</summary>
    public sealed record Stall(Place Where, TimeSpan? For) : Step(Where);

    public sealed record Gate(Place Where, string Name, int? Reported) : Step(Where);

    public sealed record SetPace(Place Where, Pace Pace) : Step(Where);

    public sealed record SetWrite(Place Where, WriteMode Write) : Step(Where);

    public sealed record SetEol(Place Where, Eol Eol) : Step(Where);

    /// <summary>Ends the write that is being gathered (with <c>write: whole</c>).</summary>
    public sealed record Flush(Place Where) : Step(Where);

    public sealed record Repeat(Place Where, int Times, IReadOnlyList<Step> Steps) : Step(Where);

    public sealed record Ending(Place Where, EndKind Kind) : Step(Where);
}

/// <summary>The verbs whose bytes the protocol decides.</summary>
public enum ContentVerb { Token, Source, Context, Thinking, Done, Text, Json, Comment, Usage, Error, ToolCall, Finish }

/// <summary>The fixed catalogue behind <c>malformed: name</c>.</summary>
public enum MalformedFrame
{
    TruncatedJson, NotJson, WrongType, BadUtf8, LoneSurrogate, NulInId, Bom, LoneCr, NoFinalBlankLine, HugeLine, DuplicateDone, AfterDone,
}
