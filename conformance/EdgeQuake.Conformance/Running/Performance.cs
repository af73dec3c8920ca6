using System.Net;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>One run: a listener of its own, the client told to call it, and both witnesses brought together.</summary>
/// <remarks><c>server ◄── client ──report→ gates · transcript + journal = Run</c></remarks>
internal sealed class Performance(AttachedClient client, RunnerOptions options)
{
    private static readonly TimeSpan UnaskedSettle = TimeSpan.FromSeconds(1);
    private int _seq;

    /// <summary>Plays one cell to one client. Throws only when the user stopped the run.</summary>
    /// <param name="gathering">Of the streams that are asked at once; a stream that is played alone is all there are.</param>
    internal async Task<Run> PlayAsync(BoundCase whole, Cell cell, int stream, Gathering gathering, CancellationToken stop)
    {
        var bound = OneStream.Of(whole, stream);
        var seed = options.Seed ?? bound.Scenario.Seed;
        var stops = bound.Scenario.Client.Cancel?.Stream is not null;
        try
        {
            await using var server = await StartAsync(bound, Options(bound, cell, seed, stream), stop);
            using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
            var opened = bound.Scenario.Client.Streams > 1 ? gathering.OpenAsync(server, stops, over.Token) : Task.CompletedTask;
            var transcript = await AskAsync(server, bound, cell, stop);
            await over.CancelAsync();
            await opened;
            return new(cell, seed, stream, client.Facts, transcript, server.Journal);
        }
        catch (FakeServerException e)
        {
            return new(cell, seed, stream, client.Facts, new([], null, Errored: $"the fake server could not play it: {e.Message}"), []);
        }
        finally
        {
            if (stops)
                gathering.Stopped();
        }
    }

    /// <summary>On the asked lane; where that cannot play this cell honestly (a framing without a wire, say), on a socket.</summary>
    private static async Task<FakeSseServer> StartAsync(BoundCase bound, FakeServerOptions asked, CancellationToken stop)
    {
        try
        {
            return await FakeSseServer.StartAsync(bound.Scenario, asked, stop);
        }
        catch (FakeServerException) when (asked.Lane != LaneKind.Socket && bound.Scenario.Lanes.Contains(LaneKind.Socket))
        {
            return await FakeSseServer.StartAsync(bound.Scenario, asked with { Lane = LaneKind.Socket }, stop);
        }
    }

    private FakeServerOptions Options(BoundCase bound, Cell cell, ulong seed, int stream) => new()
    {
        Lane = client.Facts.Way == WayIn.InProcess && bound.Scenario.Lanes.Contains(options.Lane) ? options.Lane : LaneKind.Socket,
        Cell = cell,
        Seed = seed,
        Stream = stream,
        Clock = options.Clock,
        Routing = Routing.KnownRoutes,
        Origin = options.Origin,
        Address = options.Listen?.Address ?? IPAddress.Loopback,
        Port = options.Listen?.Port ?? 0,
        Cors = client.Facts.Way == WayIn.Http,
        TransportRetryBase = client.Facts.Policy.Base ?? (client.Facts.Policy.Retries > 0 ? TimeSpan.Zero : null),
    };

    private async Task<Transcript> AskAsync(FakeSseServer server, BoundCase bound, Cell cell, CancellationToken stop)
    {
        using var handler = options.Lane != LaneKind.Socket && client.Facts.Way == WayIn.InProcess ? server.CreateHandler() : null;
        if (client is ObservedClient observed)
            return await observed.WatchAsync(Request(server, bound, null), server, stop);
        await using var guard = new HangGuard(server, options.ConnectGuard, bound.Scenario.Expect.Within, stop);
        var told = new Told(events => server.Reported(events), client.Facts.Way == WayIn.Exec ? Reading.PiecesOf(bound.Scenario, cell) : null);
        var transcript = await client.RunAsync(Request(server, bound, handler), told.Add, guard.Token);
        stop.ThrowIfCancellationRequested();
        await server.SettleAsync(bound.Scenario.Expect.Server?.ClosedBy is null ? UnaskedSettle : options.SettleGuard);
        if (Lingers(bound))
            await LingerAsync(server);
        return transcript with { Hung = transcript.End is null && transcript.Errored is null && guard.Fired && server.Journal.Count > 0 };
    }

    private RunRequest Request(FakeSseServer server, BoundCase bound, HttpMessageHandler? handler)
    {
        var spec = bound.Scenario.Client;
        return new(
            Interlocked.Increment(ref _seq), bound.Case.Id, bound.Api, server.BaseAddress, new Uri(server.BaseAddress.AbsoluteUri.TrimEnd('/') + bound.Path), bound.Request, spec.Turns,
            new(spec.Headers, spec.Retries, spec.Idle, spec.Overall, spec.Resume, Keep: true, spec.Limit, spec.Iterate), spec.Cancel, handler);
    }

    // A cancelled client may still send the request that it was waiting for: "no further request" needs a while in which none comes.
    private static bool Lingers(BoundCase bound) =>
        bound.Scenario.Client.Cancel is not null && (bound.Scenario.Expect.Attempts ?? bound.Scenario.Expect.Server?.Requests) is not null;

    private async Task LingerAsync(FakeSseServer server)
    {
        var pause = client.Facts.Policy.Base ?? TimeSpan.Zero;
        var most = TimeSpan.FromSeconds(2);
        pause = pause * 1.5 > most ? most : pause * 1.5;
        using var over = new CancellationTokenSource(pause > TimeSpan.FromMilliseconds(300) ? pause : TimeSpan.FromMilliseconds(300));
        var before = server.Journal.Count;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!over.IsCancellationRequested && server.Journal.Count == before)
            await timer.WaitForNextTickAsync(CancellationToken.None);
    }
}
