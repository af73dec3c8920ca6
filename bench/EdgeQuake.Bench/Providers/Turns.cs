namespace EdgeQuake.Bench;

/// <summary>The turns of one row put together as if nobody else had been asked between them. Pure.</summary>
internal static class Turns
{
    /// <summary>Streams of all turns, numbered on; each turn begins where the last one ended, so that rates are those of the time that was played.</summary>
    public static IReadOnlyList<StreamTimeline> Joined(IReadOnlyList<IReadOnlyList<StreamTimeline>> turns)
    {
        var (all, offset) = (new List<StreamTimeline>(), TimeSpan.Zero);
        foreach (var turn in turns.Where(t => t.Count > 0))
        {
            var (from, number) = (offset, all.Count);
            all.AddRange(turn.OrderBy(s => s.Number).Select((s, i) => Shifted(s, number + i, from)));
            offset += turn.Max(s => s.End);
        }

        return all;
    }

    /// <summary>The reading of each kind from the turn where it was worst: the row is no better than that.</summary>
    public static Readings Worst(IReadOnlyList<Readings> turns) => new()
    {
        ClockProbe = turns.Select(t => t.ClockProbe).MaxBy(q => q?.P99),
        PoolDelay = turns.Select(t => t.PoolDelay).MaxBy(q => q?.P99),
        GcPauseTotalMs = turns.Sum(t => t.GcPauseTotalMs),
        GcPauseMaxMs = turns.Select(t => t.GcPauseMaxMs).DefaultIfEmpty(0).Max(),
        Collections = turns.Sum(t => t.Collections),
        CpuShare = turns.Select(t => t.CpuShare).DefaultIfEmpty(0).Max(),
        MachineCpuShare = turns.Max(t => t.MachineCpuShare),
        CpuMicrosecondsPerEvent = turns.Select(t => t.CpuMicrosecondsPerEvent).DefaultIfEmpty(0).Max(),
        BytesAllocatedPerEvent = turns.Select(t => t.BytesAllocatedPerEvent).DefaultIfEmpty(0).Max(),
    };

    private static StreamTimeline Shifted(StreamTimeline s, int number, TimeSpan by) => s with
    {
        Number = number,
        Planned = s.Planned + by,
        Started = s.Started + by,
        Connected = s.Connected + by,
        Headers = s.Headers + by,
        FirstByte = s.FirstByte + by,
        FirstEvent = s.FirstEvent + by,
        FirstSource = s.FirstSource + by,
        FirstToken = s.FirstToken + by,
        EndMark = s.EndMark + by,
        End = s.End + by,
        Tokens = [.. s.Tokens.Select(t => t with { At = t.At + by })],
    };
}
