namespace EdgeQuake.Bench;

/// <summary>What a comparison needs of one stream: from its timeline, or from its row in streams.csv.gz, to the same numbers.</summary>
/// <param name="Planned">Since the start of the run: the order in which streams are cut into blocks.</param>
/// <param name="FirstToken">Null = none came; likewise <paramref name="LastToken"/>.</param>
/// <param name="Good">Complete, and met every objective of its run; null = its run had none.</param>
public sealed record StreamSample(StreamClass Class, TimeSpan Planned, TimeSpan? FirstToken, TimeSpan? LastToken, int Tokens, bool? Good)
{
    /// <summary>Null where the file was written before it was kept.</summary>
    internal GapSketch? Gaps { get; init; }

    /// <param name="meets">Whether a stream met the objectives of the run; null = it had none.</param>
    public static StreamSample Of(StreamTimeline s, Func<StreamTimeline, bool>? meets = null) =>
        new(s.Class, s.Planned, s.FirstToken, s.LastToken, s.Tokens.Count, meets?.Invoke(s)) { Gaps = GapSketch.Of(s.Tokens) };

    internal bool Complete => Class == StreamClass.Complete;

    /// <summary>From planned start, ms; a failed stream is +∞.</summary>
    internal double? Ttft => Complete ? (FirstToken - Planned)?.TotalMilliseconds : double.PositiveInfinity;

    /// <summary>Tokens/s of a complete stream after its first token event.</summary>
    internal double? Rate => Complete && Tokens > 1 && LastToken > FirstToken ? (Tokens - 1) / (LastToken - FirstToken).Value.TotalSeconds : null;
}
