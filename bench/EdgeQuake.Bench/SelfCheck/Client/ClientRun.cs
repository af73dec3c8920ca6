using System.Diagnostics;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>Measures what an event and a stream cost each client: all in turns, each measurement with a fresh server's and a fresh client's process.</summary>
/// <remarks><c>repeat × client: server → client plays → warm up → mark, CPU → window → mark, CPU → finish → stamps of both ends</c>; then once more for memory.</remarks>
public static class ClientRun
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);

    /// <summary>Never throws for what the other processes do: the rows measured until then come back with the reason.</summary>
    public static async Task<ClientResult> RunAsync(ClientOptions options, CancellationToken cancellation = default)
    {
        var (began, utc) = (options.Clock.Now, options.Clock.UtcNow);
        var table = new Dictionary<ClientContender, List<ClientMeasure>>();
        string? broken = null;
        HttpxLoop? httpx = null;
        try
        {
            httpx = options.Contenders.Contains(ClientContender.Httpx) ? HttpxLoop.Find(options.Python) : null;
            await RepeatsAsync(options, httpx, table, cancellation);
        }
        catch (SelfTestException e)
        {
            broken = e.Message;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            broken = null;
        }

        ClientRow[] rows = [.. table.OrderBy(t => t.Key).Select(t => new ClientRow(t.Key, Path(t.Key), t.Value))];
        var version = httpx is null ? null : $"httpx {httpx.Version} on {httpx.Python}";
        httpx?.Dispose();
        return new(
            RunHeaders.Capture("client", ClientReport.Schema, 1, options.Arguments, utc, options.Clock.Now - began), options.For.TotalSeconds, options.Streams, options.Rate, options.Held,
            rows, ClientGoals.Judge(rows), OthersRule.Judge([.. rows.SelectMany(r => r.Repeats).Select(m => m.OthersShare)]), version, broken, cancellation.IsCancellationRequested);
    }

    private static async Task RepeatsAsync(ClientOptions options, HttpxLoop? httpx, Dictionary<ClientContender, List<ClientMeasure>> table, CancellationToken cancellation)
    {
        for (var repeat = 0; repeat < options.Repeats; repeat++)
        {
            // There and back again: what drifts on the machine cancels.
            foreach (var client in repeat % 2 == 0 ? options.Contenders : options.Contenders.Reverse())
            {
                options.Progress?.Invoke($"{repeat + 1}/{options.Repeats}: {Words.Of(client)}");
                IReadOnlyList<string> command = client == ClientContender.Httpx ? httpx!.Command : [.. options.Client, Words.Of(client)];
                var asItComes = client is ClientContender.SseParser or ClientContender.SseParserInline;
                var measure = await PacedAsync(options, () => LinePeer.Launch(command, asItComes), cancellation);
                var held = options.Held > 0 ? await HeldAsync(options, () => LinePeer.Launch(command, asItComes), cancellation) : null;
                cancellation.ThrowIfCancellationRequested();
                table.TryAdd(client, []);
                table[client].Add(measure with { KilobytesPerStream = held });
            }
        }
    }

    private static async Task<ClientMeasure> PacedAsync(ClientOptions options, Func<Process> launch, CancellationToken cancellation)
    {
        await using var server = SelfTestPeer.Start(options.Server);
        await using var client = new ClientPeer(launch());
        var itl = TimeSpan.FromSeconds(1 / options.Rate);
        var tokens = (int)Math.Ceiling((options.WarmUp + options.For + TimeSpan.FromSeconds(1)) / itl) + (int)Math.Ceiling(options.Streams / (double)ClientAsk.Starts / itl.TotalSeconds);
        await client.PlayAsync(new(await server.ServeAsync(tokens, First, itl, cancellation), options.Streams, tokens), cancellation);
        await client.MarkAsync(cancellation); // what the first mark sets up is no event's
        await Pause.ForAsync(options.Clock, options.WarmUp, cancellation);
        var (from, cpu, machine, serving) = (await client.MarkAsync(cancellation), client.Meter.Cpu, new CpuWatch(options.Clock), server.Meter.Cpu);
        await Pause.ForAsync(options.Clock, options.For, cancellation);
        var (spent, others, to) = (client.Meter.Cpu - cpu, Others(machine, client.Meter.Cpu - cpu + server.Meter.Cpu - serving, options.For), await client.MarkAsync(cancellation));
        var streams = await client.FinishAsync(cancellation);
        var journal = await server.JournalAsync(cancellation);
        var window = new ClientWindow(TimeSpan.FromTicks(from.AtTicks), TimeSpan.FromTicks(to.AtTicks));
        var events = window.Events(streams);
        return new(
            events == 0 ? double.PositiveInfinity : spent.TotalMicroseconds / events, events / (window.To - window.From).TotalSeconds, (to.Allocated - from.Allocated) / (double)Math.Max(1, events), null,
            Tail.Of(window.Late(streams, journal)), ClientWindow.Failed(streams, journal, options.Streams), others);
    }

    /// <summary>KB a stream: many at once, each at a token a second.</summary>
    private static async Task<double?> HeldAsync(ClientOptions options, Func<Process> launch, CancellationToken cancellation)
    {
        await using var server = SelfTestPeer.Start(options.Server);
        await using var client = new ClientPeer(launch());

        // What the first streams compile and set up is not what a stream holds.
        await client.PlayAsync(new(await server.ServeAsync(50, First, TimeSpan.FromMilliseconds(20), cancellation), 20, 50), cancellation);
        await client.FinishAsync(cancellation);
        await server.JournalAsync(cancellation);
        await client.CollectAsync(cancellation);
        var floor = client.Meter.Resident;
        await client.PlayAsync(new(await server.ServeAsync(600, First, TimeSpan.FromSeconds(1), cancellation), options.Held, 16), cancellation);
        await Pause.ForAsync(options.Clock, TimeSpan.FromSeconds(options.Held / (double)ClientAsk.Starts) + (options.WarmUp / 2), cancellation);
        await GrownAsync(options, client.Meter, cancellation);
        await client.CollectAsync(cancellation);
        return Math.Max(0, client.Meter.Resident - floor) / 1024.0 / options.Held;
    }

    /// <summary>Until all are connected: not every client begins as many a second as it was asked to. Half a minute at most.</summary>
    private static async Task GrownAsync(ClientOptions options, ProcessMeter meter, CancellationToken cancellation)
    {
        var (before, now) = (0L, meter.Resident);
        for (var looks = 0; looks < 30 && now > before * 1.01; looks++)
        {
            await Pause.ForAsync(options.Clock, TimeSpan.FromSeconds(1), cancellation);
            (before, now) = (now, meter.Resident);
        }
    }

    private static double? Others(CpuWatch watch, TimeSpan theirs, TimeSpan time) =>
        watch.MachineShare is { } all ? Math.Max(0, all - (theirs / time / Environment.ProcessorCount) - watch.Share) : null;

    private static string Path(ClientContender client) => client switch
    {
        ClientContender.BareLoop => "epoll_wait, recvmsg, blank lines counted",
        ClientContender.FastPath => FastPath.Via,
        ClientContender.HttpClient => "SocketsHttpHandler, HTTP/1.1, inline completions",
        ClientContender.SseParser => "HttpClient + SseParser, HTTP/1.1",
        ClientContender.SseParserInline => "HttpClient + SseParser, HTTP/1.1, inline completions",
        _ => "httpx.AsyncClient, aiter_lines, HTTP/1.1",
    };
}
