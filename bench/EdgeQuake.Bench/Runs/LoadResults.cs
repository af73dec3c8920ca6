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
        var summary = Summarise.Of(profile, streams, interrupted ?? stopped?.At);
        return new()
        {
            Header = header,
            Load = LoadFacts.Of(profile, via),
            Summary = summary,
            Objectives = Goodput.Judge(summary, profile.Objectives),
            Validity = ValidityRules.Judge(readings, summary),
            Readings = readings,
            Plots = PlotData.Of(streams, summary.Steady),
            Slowest = [.. streams.Where(s => s.Complete && summary.Steady.Has(s.Planned)).OrderByDescending(s => s.EndMark - s.Planned).Take(Noted).Select(Note)],
            FailedStreams = [.. streams.Where(s => s.Class is not (StreamClass.Complete or StreamClass.Interrupted)).OrderBy(s => s.Number).Take(MostFailed).Select(Note)],
            Interrupted = interrupted is not null,
            Stopped = stopped,
            Cost = Spending.Of(profile.Price, streams),
            Variants = VariantSummary.Of(profile, [.. streams.Where(s => summary.Steady.Has(s.Planned) && s.Class != StreamClass.Interrupted)]) is { Count: > 0 } variants ? variants : null,
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
