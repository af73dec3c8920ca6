using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>Measures what an event costs each server: ours, a bare socket loop and aimock in turns, each in a fresh process, read by this one.</summary>
public static class ThroughputRun
{
    /// <summary>A server of .NET compiles its hot paths anew for seconds after its first request; that is no cost of an event.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    /// <summary>Never throws for what the other processes do: the rows measured until then come back with the reason.</summary>
    public static async Task<ThroughputResult> RunAsync(ThroughputOptions options, CancellationToken cancellation = default)
    {
        var (began, utc, aimock) = (options.Clock.Now, options.Clock.UtcNow, AimockProcess.Version(options.Aimock));
        var table = new Dictionary<(Manner Manner, Contender Server), List<ThroughputMeasure>>();
        string? broken = null;
        try
        {
            await RepeatsAsync(options, ThroughputOptions.Rows(aimock is not null), table, cancellation);
        }
        catch (SelfTestException e)
        {
            broken = e.Message;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            broken = null;
        }

        ThroughputRow[] rows = [.. table.Select(m => new ThroughputRow(m.Key.Manner, m.Key.Server, m.Value))];
        var header = RunHeaders.Capture("throughput", ThroughputReport.Schema, 1, options.Arguments, utc, options.Clock.Now - began);
        var validity = OthersRule.Judge([.. rows.SelectMany(r => r.Repeats).Select(m => m.OthersShare)]);
        return new(header, options.For.TotalSeconds, rows, ThroughputGoals.Judge(rows), validity, aimock, options.Aimock, broken, cancellation.IsCancellationRequested);
    }

    private static async Task RepeatsAsync(
        ThroughputOptions options, IReadOnlyList<(Manner Manner, Contender Server)> rows, Dictionary<(Manner, Contender), List<ThroughputMeasure>> table, CancellationToken cancellation)
    {
        for (var repeat = 0; repeat < options.Repeats; repeat++)
        {
            // There and back again: what drifts on the machine cancels.
            foreach (var row in repeat % 2 == 0 ? rows : rows.Reverse())
            {
                options.Progress?.Invoke($"{repeat + 1}/{options.Repeats}: {Words.Of(row.Server)}, {Words.Of(row.Manner)}");
                var measure = row.Server == Contender.Aimock ? await AimockAsync(options, row.Manner, cancellation) : await OursAsync(options, row, cancellation);
                cancellation.ThrowIfCancellationRequested();
                table.TryAdd(row, []);
                table[row].Add(measure);
            }
        }
    }

    private static async Task<ThroughputMeasure> OursAsync(ThroughputOptions options, (Manner Manner, Contender Server) row, CancellationToken cancellation)
    {
        await using var peer = new ContenderPeer(LinePeer.Launch([.. options.Server, Words.Of(row.Server)]));
        var script = options.Script(row.Manner);
        return await MeasureAsync(options, row.Manner, await peer.ServeAsync(script, cancellation), peer.Meter, script.Events(), cancellation);
    }

    private static async Task<ThroughputMeasure> AimockAsync(ThroughputOptions options, Manner manner, CancellationToken cancellation)
    {
        using var aimock = await AimockProcess.StartAsync(options.Aimock, options.Script(manner), cancellation);
        return await MeasureAsync(options, manner, aimock.BaseAddress, aimock.Meter, null, cancellation);
    }

    private static async Task<ThroughputMeasure> MeasureAsync(ThroughputOptions options, Manner manner, Uri url, ProcessMeter meter, int? events, CancellationToken cancellation)
    {
        var count = new ReadCount(events);
        var readers = new Readers(url, chat: true, count, options.Clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var paced = manner == Manner.Paced;
        var ended = paced
            ? await readers.PlayAsync(options.Streams, TimeSpan.FromMilliseconds(200), stop.Token)
            : readers.LoopAsync(options.Connections, stop.Token);
        await Pause.ForAsync(options.Clock, WarmUp, cancellation);
        var measure = await WatchAsync(options, count, meter, cancellation);
        var failed = count.Failed;
        readers.Enough();
        if (paced)
        {
            await stop.CancelAsync(); // 20 s answers, of which the window is enough
        }

        await ended;
        return measure with { Failed = paced ? failed : count.Failed };
    }

    private static async Task<ThroughputMeasure> WatchAsync(ThroughputOptions options, ReadCount count, ProcessMeter meter, CancellationToken cancellation)
    {
        var (began, cpu, events, reads, own) = (options.Clock.Now, meter.Cpu, count.Events, count.Reads, new CpuWatch(options.Clock));
        await Pause.ForAsync(options.Clock, options.For, cancellation);
        var (spent, got, took) = (meter.Cpu - cpu, count.Events - events, options.Clock.Now - began);
        var ours = (spent / took / Environment.ProcessorCount) + own.Share;
        return new(
            got == 0 ? double.PositiveInfinity : spent.TotalMicroseconds / got, got / took.TotalSeconds, (double)got / Math.Max(1, count.Reads - reads), 0,
            own.MachineShare is { } all ? Math.Max(0, all - ours) : null);
    }
}
