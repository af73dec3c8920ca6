using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>A few streams of our own, one after the other, beside the load: a server on loopback stamps each token before it sends it, and the load's own
/// reading code stamps it when it arrives. The difference bounds how late any stamp of the run can be.</summary>
internal sealed class ClockProbe : IAsyncDisposable
{
    private const string Script = """
        scenario: clock-probe
        protocol: sse
        pace: { ttft: 20ms, itl: 50ms }
        steps: [ { repeat: { times: 40, steps: [ { token: "tick" } ] } } ]
        """;

    private readonly CancellationTokenSource _stop = new();
    private readonly Task<Quantiles?> _loop;

    private ClockProbe(Clock clock, FastLoop? fast) => _loop = Task.Run(() => LoopAsync(clock, fast, _stop.Token));

    /// <param name="fast">What reads the load, so that the probe stands in the same queue; null = HttpClient does.</param>
    public static ClockProbe Start(Clock clock, FastLoop? fast = null) => new(clock, fast);

    /// <summary>Ends the probe: lateness in ms; null when no token of it arrived, or its server could not be started.</summary>
    public async Task<Quantiles?> FinishAsync()
    {
        await _stop.CancelAsync();
        return await _loop;
    }

    public async ValueTask DisposeAsync()
    {
        await FinishAsync();
        _stop.Dispose();
    }

    private static async Task<Quantiles?> LoopAsync(Clock clock, FastLoop? fast, CancellationToken stop)
    {
        var scenario = ScenarioFile.Parse(Script, "clock-probe").Scenarios.Single();
        try
        {
            await using var server = await FakeSseServer.StartAsync(scenario, new FakeServerOptions { Clock = clock }, CancellationToken.None);
            var profile = new LoadProfile { Target = server.BaseAddress, Protocol = Protocol.Sse, Concurrency = 1, Count = 1 };
            var board = new Board(profile, clock) { Zero = clock.Now };
            using var http = new HttpMessageInvoker(LoadHandler.Create(clock, profile));
            var client = new StreamClient(board, new RequestMaker(profile), http, LoadOptions.Default, fast);
            for (var number = 0; !stop.IsCancellationRequested; number++)
            {
                await PlayAsync(board, client, number, stop);
            }

            return Late(board, server.Journal);
        }
        catch (FakeServerException)
        {
            return null;
        }
    }

    /// <summary>Streams are played one at a time, so stream n is request n + 1 of the journal. The first is the warm-up of its connection.</summary>
    private static Quantiles? Late(Board board, IReadOnlyList<JournalEntry> journal)
    {
        var entries = journal.ToDictionary(e => e.Request);
        return Quantiles.Of(board.Timelines().Where(s => entries.ContainsKey(s.Number + 1))
            .SelectMany(s => Lateness.Of(s, board.Zero, Lateness.Sent(entries[s.Number + 1])).Skip(s.Number == 0 ? 1 : 0)));
    }

    private static async Task PlayAsync(Board board, StreamClient client, int number, CancellationToken stop)
    {
        using var registration = stop.Register(() => board.StopAll(StopReason.Interrupted));
        var playing = client.PlayAsync(number, board.SinceZero);
        if (stop.IsCancellationRequested)
        {
            board.StopAll(StopReason.Interrupted);
        }

        await playing;
    }
}
