using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>Measures how late servers send: ours and one on timers in turns, each measurement in a fresh process, read by this one.</summary>
/// <remarks><c>repeat × level × server: start process → warm up → collect → streams begin → all in flight: CPU, memory, events → streams end → stamps</c></remarks>
public static class PacingRun
{
    private const string PacerThread = "edgequake pacer";

    /// <summary>Never throws for what the other process does: the rows measured until then come back with the reason.</summary>
    public static async Task<PacingResult> RunAsync(PacingOptions options, CancellationToken cancellation = default)
    {
        var (began, utc) = (options.Clock.Now, options.Clock.UtcNow);
        var table = new Dictionary<(PacingLevel Level, Contender Server), List<PacingMeasure>>();
        string? broken = null;
        try
        {
            Descriptors(options);
            await RepeatsAsync(options, table, cancellation);
        }
        catch (SelfTestException e)
        {
            broken = e.Message;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            broken = null;
        }

        PacingRow[] rows = [.. table.Select(m => new PacingRow(m.Key.Server, m.Key.Level.Streams, m.Key.Level.Rate, m.Key.Level.Unison, m.Value))];
        var header = RunHeaders.Capture("pacing", PacingReport.Schema, 1, options.Arguments, utc, options.Clock.Now - began);
        return new(header, options.For.TotalSeconds, rows, PacingGoals.Judge(rows, options.For.TotalSeconds), PacingRules.Judge(rows), broken, cancellation.IsCancellationRequested);
    }

    private static async Task RepeatsAsync(PacingOptions options, Dictionary<(PacingLevel, Contender), List<PacingMeasure>> table, CancellationToken cancellation)
    {
        for (var repeat = 0; repeat < options.Repeats; repeat++)
        {
            foreach (var level in options.Levels)
            {
                // In turns, and the first of the last repeat is the last of this one: what drifts on the machine cancels.
                foreach (var server in repeat % 2 == 0 ? options.Contenders : options.Contenders.Reverse())
                {
                    options.Progress?.Invoke($"{repeat + 1}/{options.Repeats}: {Words.Of(server)}, {level.Streams} streams × {level.Rate:0.#} tokens/s{(level.Unison ? " in unison" : "")}");
                    var measure = await MeasureAsync(options, level, server, cancellation);
                    cancellation.ThrowIfCancellationRequested();
                    var key = (level, server);
                    table.TryAdd(key, []);
                    table[key].Add(measure);
                }
            }
        }
    }

    private static async Task<PacingMeasure> MeasureAsync(PacingOptions options, PacingLevel level, Contender server, CancellationToken cancellation)
    {
        await using var peer = new ContenderPeer(LinePeer.Launch([.. options.Server, Words.Of(server)]));
        await WarmUpAsync(peer, options, cancellation);
        var script = new ContenderScript(Protocol.Edgequake, (int)Math.Ceiling((level.Ramp + Emission.Settle + options.For) / level.Itl) + 1, level.Itl, level.Unison);
        await peer.CollectAsync(cancellation);
        var url = await peer.ServeAsync(script, cancellation);
        var floor = peer.Meter.Resident;
        var count = new ReadCount(script.Events());
        var ended = await new Readers(url, chat: false, count, options.Clock).PlayAsync(level.Streams, level.Ramp, cancellation);
        if (level.Unison)
        {
            await Pause.ForAsync(options.Clock, TimeSpan.FromMilliseconds(200), cancellation); // the last streams reach the gate
            await peer.GoAsync(cancellation);
        }

        var window = await WatchAsync(peer, count, options, cancellation);
        await ended;
        return new(
            await peer.FinishAsync(cancellation), count.Failed, window.CpuMicroseconds, Math.Max(0, window.Resident - floor) / 1024.0 / level.Streams,
            count.Reads == 0 ? 0 : (double)count.Events / count.Reads, window.OthersShare, window.Pacer);
    }

    /// <summary>All streams are in flight: what they cost, to a little before the first of them ends.</summary>
    private static async Task<(double? CpuMicroseconds, long Resident, double? OthersShare, string? Pacer)> WatchAsync(
        ContenderPeer peer, ReadCount count, PacingOptions options, CancellationToken cancellation)
    {
        await Pause.ForAsync(options.Clock, Emission.Settle, cancellation);
        var (began, cpu, events, own) = (options.Clock.Now, peer.Meter.Cpu, count.Events, new CpuWatch(options.Clock));
        await Pause.ForAsync(options.Clock, options.For * 0.9, cancellation);
        var (spent, read, took) = (peer.Meter.Cpu - cpu, count.Events - events, options.Clock.Now - began);
        var ours = ((spent / took) / Environment.ProcessorCount) + own.Share;
        return (read > 100 ? spent.TotalMicroseconds / read : null, peer.Meter.Resident, own.MachineShare is { } all ? Math.Max(0, all - ours) : null, peer.Meter.Scheduling(PacerThread));
    }

    /// <summary>Compiles the server's paths and the reader's: 100 streams for 1.5 s, not counted.</summary>
    private static async Task WarmUpAsync(ContenderPeer peer, PacingOptions options, CancellationToken cancellation)
    {
        var script = new ContenderScript(Protocol.Edgequake, 75, TimeSpan.FromMilliseconds(20));
        var readers = new Readers(await peer.ServeAsync(script, cancellation), chat: false, new ReadCount(script.Events()), options.Clock);
        await await readers.PlayAsync(100, TimeSpan.FromMilliseconds(100), cancellation);
        await peer.FinishAsync(cancellation);
    }

    private static void Descriptors(PacingOptions options)
    {
        var most = options.Levels.Max(l => l.Streams) + 200;
        if (RunHeaders.Capture("pacing", PacingReport.Schema, 1, [], options.Clock.UtcNow, TimeSpan.Zero).DescriptorLimit is { } limit && limit < most)
        {
            throw new SelfTestException($"{Figures.Count(most - 200)} streams need {Figures.Count(most)} descriptors in each process; this shell allows {Figures.Count(limit)}: raise it with 'ulimit -n {most}'");
        }
    }
}
