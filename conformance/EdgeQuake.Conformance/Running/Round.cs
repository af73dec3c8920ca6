using System.Collections.Concurrent;
using System.Threading.Channels;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>The cases of one client while they are judged: in parallel as far as the client takes it, and alone where only a clock spoke.</summary>
internal sealed class Round(AttachedClient client, RunnerOptions options, ChannelWriter<RunnerMessage> heard, IReadOnlyList<BoundCase> bound)
{
    /// <summary>So many runs broken in a row, and the adapter is not coming back.</summary>
    private const int InVain = 10;

    private readonly Performance _performance = new(client, options);
    private readonly ConcurrentDictionary<int, Verdict> _verdicts = new();
    private readonly ConcurrentQueue<(int Index, IReadOnlyList<Run> Runs)> _again = new();
    private int _broken;

    /// <summary>What was judged so far, in the order of the cases.</summary>
    internal IReadOnlyList<Verdict> Verdicts => [.. _verdicts.OrderBy(v => v.Key).Select(v => v.Value)];

    /// <summary>Why no more ran; null = everything did.</summary>
    internal string? Broke { get; private set; }

    /// <summary>How long it took, as far as it came; null before the quick cases are through.</summary>
    internal RunTiming? Timing { get; private set; }

    internal async Task PlayAsync(CancellationToken stop)
    {
        var open = Enumerable.Range(0, bound.Count).ToLookup(i => bound[i].Refused is not null);
        foreach (var i in open[true])
            await TellAsync(i, Judge.Decide(bound[i], []));
        var waiting = open[false].ToLookup(i => Waiting.Waits(bound[i]));
        var most = Math.Max(1, Math.Min(options.Parallel ?? int.MaxValue, client.Facts.Parallel));
        var quick = await TookAsync(() => TogetherAsync(waiting[false], most, stop));
        Timing = new(waiting[false].Count(), quick, 0, TimeSpan.Zero, 0, TimeSpan.Zero);
        var slow = await TookAsync(() => TogetherAsync(waiting[true], Math.Min(most, Waiting.AtOnce), stop));
        Timing = Timing with { Waiting = waiting[true].Count(), WaitingTook = slow, Again = _again.Count };
        Timing = Timing with { AgainTook = await TookAsync(() => AgainAsync(stop)) };
    }

    private async Task<TimeSpan> TookAsync(Func<Task> work)
    {
        var from = options.Clock.Now;
        await work();
        return options.Clock.Now - from;
    }

    private async Task AgainAsync(CancellationToken stop)
    {
        while (_again.TryDequeue(out var again))
            await AloneAsync(again.Index, again.Runs, stop);
    }

    private async Task TogetherAsync(IEnumerable<int> cases, int most, CancellationToken stop)
    {
        using var slots = new Slots(most);
        await Task.WhenAll(cases.Select(i => CaseAsync(i, slots, stop)));
    }

    private async Task CaseAsync(int index, Slots slots, CancellationToken stop)
    {
        var it = bound[index];
        var runs = (await Task.WhenAll(it.Scenario.Cells.Select((cell, n) => CellAsync(it, cell, n == 0, slots, stop)))).SelectMany(r => r).ToList();
        var timing = Judge.TimingOnly(it, runs);
        if (!options.Again || timing.Count == 0 || Judge.Decide(it, runs).Findings.Any(f => !f.Timing))
            await TellAsync(index, Judge.Decide(it, runs));
        else
            _again.Enqueue((index, runs));
    }

    private async Task<IReadOnlyList<Run>> CellAsync(BoundCase it, Cell cell, bool first, Slots slots, CancellationToken stop)
    {
        var streams = Math.Max(1, it.Scenario.Client.Streams);
        using var taken = await slots.TakeAsync(streams, stop);
        if (Broke is not null)
            return [];
        if (first)
            await heard.WriteAsync(new RunnerMessage.CaseStarted(client.Facts.Name, it.Case.Id, it.Api), CancellationToken.None);
        var runs = await StreamsAsync(it, cell, stop);
        foreach (var run in runs)
            Count(run);
        return runs;
    }

    private Task<Run[]> StreamsAsync(BoundCase it, Cell cell, CancellationToken stop)
    {
        var streams = Math.Max(1, it.Scenario.Client.Streams);
        var together = new Gathering(streams);
        return Task.WhenAll(Enumerable.Range(0, streams).Select(n => _performance.PlayAsync(it, cell, n, together, stop)));
    }

    // "Adapter broke" over and over is one fact, not a hundred verdicts worth waiting for.
    private void Count(Run run)
    {
        if (run.Transcript.Errored is not { } error)
            Interlocked.Exchange(ref _broken, 0);
        else if (Interlocked.Increment(ref _broken) >= InVain)
            Broke ??= $"the adapter broke {InVain} times in a row, last: {error.Split('\n')[0].TrimEnd('\r')}";
    }

    private async Task AloneAsync(int index, IReadOnlyList<Run> runs, CancellationToken stop)
    {
        var it = bound[index];
        // Streams of which the caller stops one are one performance: alone, none of them would see the other end.
        var together = it.Scenario.Client.Cancel?.Stream is not null;
        var timed = Judge.TimingOnly(it, runs);
        var suspect = runs.Where(r => together ? timed.Any(t => t.Cell == r.Cell) : timed.Contains(r, ReferenceEqualityComparer.Instance)).ToHashSet(ReferenceEqualityComparer.Instance);
        await heard.WriteAsync(new RunnerMessage.CaseRerun(client.Facts.Name, it.Case.Id, it.Api, Judge.Decide(it, runs).Reason ?? ""), CancellationToken.None);
        var judged = runs.Where(r => !suspect.Contains(r)).ToList();
        foreach (var cell in runs.Where(suspect.Contains).GroupBy(r => r.Cell))
            judged.AddRange(together ? await StreamsAsync(it, cell.Key, stop) : await EachAsync(it, cell, stop));
        await TellAsync(index, Judge.Decide(it, judged));
    }

    private async Task<IReadOnlyList<Run>> EachAsync(BoundCase it, IEnumerable<Run> runs, CancellationToken stop)
    {
        var again = new List<Run>();
        foreach (var run in runs)
            again.Add(await _performance.PlayAsync(it, run.Cell, run.Stream, new Gathering(1), stop));
        return again;
    }

    private async Task TellAsync(int index, Verdict verdict)
    {
        if (verdict is { Status: VerdictStatus.Broken, CellsRun: 0 } && Broke is not null)
            verdict = verdict with { Reason = $"not run: {Broke}" };
        if (verdict is { Status: VerdictStatus.Failed, Worst: { } worst })
            verdict = verdict with { Wire = WireActs.Of(bound[index].Scenario, worst) };
        _verdicts[index] = verdict;
        await heard.WriteAsync(new RunnerMessage.CaseJudged(client.Facts.Name, verdict, _verdicts.Count, bound.Count), CancellationToken.None);
    }
}
