using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>What a client reported about one run: the first witness.</summary>
/// <param name="End">Null when it never said how the run ended (skipped, errored, crashed, hung).</param>
/// <param name="Skipped">The adapter's own reason for not running it.</param>
/// <param name="Errored">The adapter itself broke: not the client's fault. Message and trace.</param>
/// <param name="Hung">The hang guard fired before the end.</param>
/// <param name="Omitted">Only in what is kept of a run that was judged: so many further items were left out; null = none.</param>
public sealed record Transcript(
    IReadOnlyList<TranscriptItem> Items, TranscriptEnd? End, string? Skipped = null, string? Errored = null, bool Hung = false, int? Omitted = null);

/// <summary>One thing that a client reported, in order.</summary>
/// <param name="At">When we received the report, on the harness's clock.</param>
public abstract record TranscriptItem(TimeSpan At)
{
    /// <summary>A dispatched event (api <c>raw</c>). <see cref="Type"/> null or empty means <c>message</c>.</summary>
    public sealed record Event(TimeSpan At, string? Type, string Data, string? Id) : TranscriptItem(At);

    /// <summary>A piece of the answer's text: a typed token or plain text.</summary>
    public sealed record Token(TimeSpan At, string Text) : TranscriptItem(At);

    public sealed record Source(TimeSpan At, string Id) : TranscriptItem(At);

    public sealed record Thinking(TimeSpan At, string Text) : TranscriptItem(At);

    /// <summary>Usage or stats as JSON text.</summary>
    public sealed record Usage(TimeSpan At, string Json) : TranscriptItem(At);

    /// <summary>A frame that the client could not read and said so.</summary>
    public sealed record Malformed(TimeSpan At, string Raw) : TranscriptItem(At);

    public sealed record Finish(TimeSpan At, string Reason) : TranscriptItem(At);

    public sealed record ToolCall(TimeSpan At, int Index, string? Id, string? Name, string Arguments) : TranscriptItem(At);

    public sealed record Comment(TimeSpan At, string Text) : TranscriptItem(At);

    /// <summary>Text begins again: the announcement that makes a retry after the first token honest.</summary>
    public sealed record Restart(TimeSpan At, int Attempt) : TranscriptItem(At);
}

/// <summary>How the client says the run ended.</summary>
/// <param name="Text">The whole text as the client holds it; null = the tokens reported since the last restart.</param>
/// <param name="Attempts">As the client counts; null = it does not know.</param>
/// <param name="RetryAfter">How long the server asked to be left alone, where the failure says it; null = it does not.</param>
public sealed record TranscriptEnd(
    TimeSpan At, Outcome Outcome, FailureKind? Kind = null, int? Status = null, string? Code = null, string? Message = null,
    string? Text = null, int? Attempts = null, TimeSpan? RetryAfter = null);
