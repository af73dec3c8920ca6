namespace EdgeQuake.Bench;

/// <summary>Load runs that were played at the same time, joined to one: every figure is computed anew from all their timelines. Pure; joining one run gives that run, and joins of joins are the join of all.</summary>
/// <remarks><c>runs, each from its own zero ─→ one list of timelines ─→ the arithmetic of any run</c>. Laid on each other from their starts: clocks of two machines are compared nowhere.</remarks>
public static class LoadMerge
{
    /// <param name="runs">At least one, each with its timelines and none refused; their order is that of the joined streams.</param>
    public static LoadResult Of(IReadOnlyList<LoadResult> runs)
    {
        var first = Earliest(runs);
        var ended = runs.Max(r => r.Header.StartedUtc + r.Header.Duration);
        int?[] counts = [.. runs.Select(r => r.Load.Count)];
        var joined = runs.Sum(r => r.Joined ?? 1);
        return LoadResults.Of(
            first.Header with { Duration = ended - first.Header.StartedUtc }, first.Load with { Count = counts.Contains(null) ? null : counts.Sum() }, Profile(first, runs),
            new(runs.Min(r => r.Summary.Steady.From), runs.Max(r => r.Summary.Steady.To)), Streams(runs), Worst.Of([.. runs.Select(r => r.Readings)])) with
        {
            Validity = Worst.Of([.. runs.Select(r => r.Validity)]),
            Interrupted = runs.Any(r => r.Interrupted),
            Stopped = runs.Select(r => r.Stopped).Where(s => s is not null).MinBy(s => s!.At),
            Joined = joined == 1 ? null : joined,
        };
    }

    /// <summary>The run that began first gives the head.</summary>
    private static LoadResult Earliest(IReadOnlyList<LoadResult> runs) => runs.MinBy(r => r.Header.StartedUtc)!;

    /// <summary>What a run keeps of its profile, as far as figures are computed with it.</summary>
    private static LoadProfile Profile(LoadResult first, IReadOnlyList<LoadResult> runs) => new()
    {
        Target = new Uri(first.Load.Target),
        Protocol = first.Load.Protocol,
        ReaderSpeed = first.Load.ReaderSpeed,
        Objectives = [.. first.Objectives.Select(o => o.Objective)],
        Price = first.Cost is { } c ? new(c.Input, c.Output) : null,
        Retry = runs.Any(r => r.Summary.Recovery is not null) ? 1 : 0,
    };

    /// <summary>Numbers go on where those of the run before ended, so that each is there once.</summary>
    private static List<StreamTimeline> Streams(IReadOnlyList<LoadResult> runs)
    {
        var streams = new List<StreamTimeline>(runs.Sum(r => r.Streams.Count));
        var next = 0;
        foreach (var run in runs)
        {
            var from = next;
            foreach (var stream in run.Streams)
            {
                streams.Add(from == 0 ? stream : stream with { Number = from + stream.Number });
                next = Math.Max(next, from + stream.Number + 1);
            }
        }

        return streams;
    }
}
