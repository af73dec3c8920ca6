namespace EdgeQuake.Bench;

/// <summary>All figures of a load run: pure arithmetic over its timelines. What reports print, and what objectives are judged by.</summary>
/// <param name="Steady">The part of the run that figures are of; warm-up and drain are cut off.</param>
/// <param name="Full">First start to last end.</param>
/// <param name="WarmUpStreams">Played, and left out of the figures.</param>
/// <param name="Classes">Streams of the steady window by class; classes without streams are left out.</param>
/// <param name="Spreads">One per metric that is a distribution, in the order of <see cref="MetricTable"/>.</param>
/// <param name="Deliveries">Complete streams by delivery.</param>
/// <param name="Delivery">That of the run: of most of its complete streams; null = too few tokens to say.</param>
public sealed record LoadSummary(
    Window Steady, Window Full, int WarmUpStreams, IReadOnlyList<ClassCount> Classes, IReadOnlyList<Spread> Spreads, RateSummary Rates,
    IReadOnlyList<DeliveryCount> Deliveries, DeliveryClass? Delivery, TokenCounts Tokens, StallCounts Stalls, LimitedFacts? Limited)
{
    /// <summary>What asking again did; null = the profile never does.</summary>
    public RecoverySummary? Recovery { get; init; }

    public int Streams => Classes.Sum(c => c.Streams);

    public int Complete => Count(StreamClass.Complete);

    /// <summary>Neither complete nor interrupted.</summary>
    public int Failed => Streams - Complete - Count(StreamClass.Interrupted);

    public int Count(StreamClass kind) => Classes.Where(c => c.Class == kind).Sum(c => c.Streams);

    /// <summary>The spread of a metric; empty where the run has none of it.</summary>
    public Spread Of(string metric) => Spreads.FirstOrDefault(s => s.Metric == metric) ?? Spread.Empty(metric);
}

/// <summary>How many streams ended so.</summary>
public sealed record ClassCount(StreamClass Class, int Streams);

/// <summary>How many complete streams were delivered so; null = too few tokens to say.</summary>
public sealed record DeliveryCount(DeliveryClass? Class, int Streams);

/// <summary>The metrics that are one number a run. Per second of the steady window; <see cref="TokensFull"/> over the whole run, its ramps and stragglers included.</summary>
/// <param name="Good">Share of the streams that met everything.</param>
/// <param name="GoodLow">95 % interval (Wilson), likewise for the failed.</param>
public sealed record RateSummary(
    double Tokens, double TokensFull, double Streams, double Goodput, double Good, double GoodLow, double GoodHigh, double Failed, double FailedLow, double FailedHigh)
{
    /// <summary>The value of a one-number metric by its id.</summary>
    public double? Of(string metric) => metric switch
    {
        "tokens" => Tokens,
        "streams" => Streams,
        "goodput" => Goodput,
        "good" => Good,
        "failed" => Failed,
        _ => null,
    };
}

/// <summary>Three counts of the same thing, over complete streams, shown side by side because they disagree.</summary>
/// <param name="Usage">What the servers stated; null = none did.</param>
/// <param name="UsageStreams">How many streams stated it.</param>
/// <param name="Estimate">Characters / 4: a rule of thumb, no tokenizer.</param>
/// <param name="Lost">Token events of streams that failed: paid for, and worth nothing.</param>
public sealed record TokenCounts(long Events, long? Usage, int UsageStreams, long Estimate, long Characters, long Lost);

/// <summary>Complete streams that paused, and how often: gaps of more than ten medians and at least 100 ms.</summary>
public sealed record StallCounts(int Streams, int Gaps);

/// <summary>What the server said about its limit.</summary>
/// <param name="RetryAfterMin">Shortest Retry-After, in seconds; null = it sent none.</param>
/// <param name="Sustained">Streams a second that were not turned away.</param>
public sealed record LimitedFacts(int Streams, double? RetryAfterMin, double? RetryAfterMax, double Sustained);
