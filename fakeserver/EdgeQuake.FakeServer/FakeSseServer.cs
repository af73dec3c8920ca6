using System.Threading.Channels;

namespace EdgeQuake.FakeServer;

/// <summary>A server that plays scripted streams and writes down what happened.</summary>
/// <remarks>
/// <c>StartAsync(scenario)</c>: one script, one listener, one run: attempts count for the listener. <c>StartAsync(scenarios)</c>: a plain serve, where header
/// x-scenario picks, else <c>match</c>, else the default answer of the route's protocol.
/// </remarks>
public sealed class FakeSseServer : IAsyncDisposable
{
    private readonly Stage stage;
    private readonly Lane lane;

    private FakeSseServer(Stage stage, Lane lane) => (this.stage, this.lane) = (stage, lane);

    /// <summary>Where clients find it: <c>http://127.0.0.1:41873/</c>. Memory and testhost: a name that only <see cref="CreateHandler"/> can reach.</summary>
    public Uri BaseAddress => lane.BaseAddress;

    /// <summary>Every request so far, in order, secrets masked; answers in progress have no <c>End</c>.</summary>
    public IReadOnlyList<JournalEntry> Journal => stage.Log.Snapshot();

    /// <summary>Entries as they finish; unread, it keeps the newest 8 192.</summary>
    public ChannelReader<JournalEntry> Finished => stage.Log.Finished;

    /// <summary>A handler that reaches this server on its lane. The caller disposes it.</summary>
    public HttpMessageHandler CreateHandler() => lane.CreateHandler();

    /// <summary>A client with <see cref="BaseAddress"/> set and no timeout of its own.</summary>
    public HttpClient CreateClient() => new(CreateHandler()) { BaseAddress = BaseAddress, Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Opens a named gate, for good.</summary>
    public void Open(string gate) => stage.Gates.Open(gate);

    /// <summary>The client has reported so many events in all: gates <c>reported(n)</c> up to that number open.</summary>
    public void Reported(int events) => stage.Gates.Reported(events);

    /// <summary>Waits until no answer is in progress. False when that took longer than <paramref name="guard"/>.</summary>
    public async Task<bool> SettleAsync(TimeSpan guard)
    {
        var settled = stage.Log.SettledAsync();
        try
        {
            await settled.WaitAsync(guard);
            return true;
        }
        catch (TimeoutException)
        {
            return settled.IsCompleted;
        }
    }

    /// <summary>Stops listening and ends every connection.</summary>
    public ValueTask DisposeAsync()
    {
        lane.Dispose();
        stage.Dispose();
        return ValueTask.CompletedTask;
    }

    internal static Task<FakeSseServer> StartAsync(Scenario scenario, PlanSource render, FakeServerOptions? options = null)
    {
        options ??= FakeServerOptions.Default;
        Lane.Check(scenario, options.Lane);
        return Task.FromResult(Start(new Stage(options, new ScriptedRun(scenario, options, render, options.Stream), null)));
    }

    internal static Task<FakeSseServer> StartAsync(IReadOnlyList<Scenario> scenarios, PlanSource render, FakeServerOptions? options = null)
    {
        options ??= FakeServerOptions.Default;
        var playable = scenarios.Where(s => s.Lanes.Contains(options.Lane)).ToArray();
        var table = new ServeTable(playable, options, render);
        var log = new JournalLog(options.JournalLimit, options.JournalWrites);
        return Task.FromResult(Start(new Stage(options, table, new AdminApi(playable, new Gates(), log, table.Restart))));
    }

    private static FakeSseServer Start(Stage stage)
    {
        try
        {
            return new FakeSseServer(stage, stage.Options.Lane switch
            {
                LaneKind.Socket => SocketLane.Start(stage),
                LaneKind.Memory => new MemoryLane(stage),
                var other => throw new FakeServerException($"lane {Words.Of(other)} is not built into this server", usage: true),
            });
        }
        catch (FakeServerException)
        {
            stage.Dispose();
            throw;
        }
    }
}
