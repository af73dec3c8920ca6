using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>Puts a finished run together: summary, objectives, validity, plots and the streams worth looking up. Pure.</summary>
public static class LoadResults
{
    private const int Noted = 20;
    private const int MostFailed = 200;

    /// <param name="interrupted">When the run was cut short, since its start; null = it was not.</param>
    /// <param name="stopped">Which guard rail ended it; null = none did.</param>
    public static LoadResult Of(RunHeader header, LoadProfile profile, string via, IReadOnlyList<StreamTimeline> streams, Readings readings, TimeSpan? interrupted, RunStop? stopped = null)
    {
        var named = VariantSummary.Named(profile, streams);
        var result = Of(header, LoadFacts.Of(profile, via), profile, Window.Steady(profile, streams, interrupted ?? stopped?.At), named, readings);
        return result with { Validity = ValidityRules.Judge(readings, result.Summary, result.Way), Interrupted = interrupted is not null, Stopped = stopped };
    }

    /// <summary>All that is computed from timelines; how far it may be trusted is the caller's to say.</summary>
    /// <param name="profile">Objectives, price, reader's speed and whether it asks again.</param>
    internal static LoadResult Of(RunHeader header, LoadFacts facts, LoadProfile profile, Window steady, IReadOnlyList<StreamTimeline> streams, Readings readings)
    {
        var summary = Summarise.Of(profile, streams, steady);
        return new()
        {
            Header = header,
            Load = facts,
            Summary = summary,
            Objectives = Goodput.Judge(summary, profile.Objectives),
            Validity = new(Trust.Valid, [], null),
            Way = WayFacts.Of([.. streams.Where(s => steady.Has(s.Planned))], facts.Target.StartsWith("https:", StringComparison.OrdinalIgnoreCase)),
            Readings = readings,
            Plots = PlotData.Of(streams, steady),
            Slowest = [.. streams.Where(s => s.Complete && steady.Has(s.Planned)).OrderByDescending(s => s.EndMark - s.Planned).Take(Noted).Select(Note)],
            FailedStreams = [.. streams.Where(s => s.Class is not (StreamClass.Complete or StreamClass.Interrupted)).OrderBy(s => s.Number).Take(MostFailed).Select(Note)],
            Cost = Spending.Of(profile.Price, streams),
            Variants = VariantSummary.Of(profile, [.. streams.Where(s => steady.Has(s.Planned) && s.Class != StreamClass.Interrupted)]) is { Count: > 0 } variants ? variants : null,
            Streams = streams,
        };
    }

    /// <summary>A run that the first probe stopped.</summary>
    public static LoadResult Refused(RunHeader header, LoadProfile profile, string via, Refusal refusal) =>
        Of(header, profile, via, [], new Readings(), null) with { Refusal = refusal, Validity = new(Trust.Invalid, [new(Trust.Invalid, $"no load was played: {refusal.Message}")], null) };

    internal static NotedStream Note(StreamTimeline s) => new(
        s.Number, s.Planned.TotalMilliseconds, s.Class, s.Status, s.RequestId, (s.FirstToken - s.Planned)?.TotalMilliseconds, (s.EndMark - s.Planned)?.TotalMilliseconds,
        s.Tokens.Count, s.Message);
}
