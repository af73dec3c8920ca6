using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;

namespace EdgeQuake.FakeServer;

/// <summary>A server that plays scripted streams and writes down what happened.</summary>
/// <remarks>
/// <c>StartAsync(scenario)</c>: one script, one listener, one run: attempts count for the listener. <c>StartAsync(scenarios)</c>: a plain serve, where header
/// x-scenario picks, else <c>match</c>, else the default answer of the route's protocol.
/// </remarks>
public sealed class FakeSseServer : IAsyncDisposable
{
    private static readonly string[] Verdicts = ["unmatched ", "unmet ", "note malformed request", "note defect of the fake server"];

    private readonly Stage stage;
    private readonly Lane lane;

    private FakeSseServer(Stage stage, Lane lane) => (this.stage, this.lane) = (stage, lane);

    /// <summary>Where clients find it: <c>http://127.0.0.1:41873/</c>. Memory and testhost: a name that only <see cref="CreateHandler"/> can reach.</summary>
    public Uri BaseAddress => lane.BaseAddress;

    /// <summary>Every request so far, in order, secrets masked; answers in progress have no <c>End</c>.</summary>
    public IReadOnlyList<JournalEntry> Journal => stage.Log.Snapshot();

    /// <summary>Plain serve only: what is served now.</summary>
    public IReadOnlyList<Scenario> Scenarios => stage.Shelf?.Current ?? [];

    /// <summary>Entries in the order in which they finish: those so far, then each as it ends, until the server stops.</summary>
    /// <param name="missed">Told how many were forgotten unread: the reader was slower than <see cref="FakeServerOptions.JournalLimit"/> allows.</param>
    public async IAsyncEnumerable<JournalEntry> FollowAsync(Action<long>? missed = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        for (var (position, over) = (0L, false); !over;)
        {
            var news = stage.Log.After(position);
            if (news.Missed > 0)
            {
                missed?.Invoke(news.Missed);
            }

            foreach (var entry in news.Finished)
            {
                yield return entry;
            }

            (position, over) = (news.Position, news.Over);
            await (over ? Task.CompletedTask : news.Changed.WaitAsync(cancellation));
        }
    }

    /// <summary>Plain serve only: serves another set from here on; counts start again. Requests being answered are answered to their end.</summary>
    public void Replace(IReadOnlyList<Scenario> scenarios) =>
        (stage.Shelf ?? throw new InvalidOperationException("one scenario with a server of its own cannot be replaced; start a plain serve")).Replace(scenarios);

    /// <summary>Lane testhost: answers a request of your own ASP.NET host from this server's script: <c>app.Run(server.Answer)</c>.</summary>
    public RequestDelegate Answer => stage.Options.Lane == LaneKind.Testhost
        ? context => new HostedAnswer(stage, context).PlayAsync()
        : throw new InvalidOperationException($"lane {Words.Of(stage.Options.Lane)} has a wire of its own; a request delegate plays on lane testhost");

    /// <summary>With TLS: the authority that signed this server's certificate, public half, as PEM; else null. It lives and dies with this process.</summary>
    public string? AuthorityPem => Transports.IsTls(stage.Options.Transport) ? TestAuthority.Pem : null;

    /// <summary>The same as a certificate.</summary>
    public X509Certificate2? Authority => Transports.IsTls(stage.Options.Transport) ? TestAuthority.Certificate : null;

    /// <summary>A handler that reaches this server on its lane. The caller disposes it.</summary>
    public HttpMessageHandler CreateHandler() => lane.CreateHandler();

    /// <summary>A client with <see cref="BaseAddress"/> set, no timeout of its own, and the HTTP version that this server's transport speaks.</summary>
    public HttpClient CreateClient() => new(CreateHandler())
    {
        BaseAddress = BaseAddress,
        Timeout = Timeout.InfiniteTimeSpan,
        DefaultRequestVersion = lane.HttpVersion,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    /// <summary>Opens a named gate, for good.</summary>
    /// <param name="testId">Only for requests with this x-test-id; null = for everybody.</param>
    public void Open(string gate, string? testId = null) => stage.Gates.Open(gate, testId);

    /// <summary>The client has reported so many events in all: gates <c>reported(n)</c> up to that number open.</summary>
    /// <param name="testId">Only for requests with this x-test-id; null = for everybody.</param>
    public void Reported(int events, string? testId = null) => stage.Gates.Reported(events, testId);

    /// <summary>
    /// Fails the test unless every request was answered by a scenario, met what the scenario requires, and every attempt of a scenario that was asked for was
    /// used. A plain serve does not mind scenarios that nobody asked for.
    /// </summary>
    /// <exception cref="FakeServerVerificationException">With every finding, one a line.</exception>
    public void Verify()
    {
        string[] findings =
        [
            .. Journal.SelectMany(e => e.Notes.Where(n => Verdicts.Any(v => n.StartsWith(v, StringComparison.Ordinal))).Select(n => $"request {e.Request}: {n}")),
            .. stage.Script.Unused,
        ];
        if (findings.Length > 0)
        {
            throw new FakeServerVerificationException(findings);
        }
    }

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
    public async ValueTask DisposeAsync()
    {
        await lane.DisposeAsync();
        stage.Dispose();
    }

    /// <summary>One scenario with a server of its own: every request is an attempt of the same run.</summary>
    /// <exception cref="FakeServerException">The lane cannot play the scenario honestly, or the port is taken.</exception>
    public static Task<FakeSseServer> StartAsync(Scenario scenario, FakeServerOptions? options = null, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return StartAsync(scenario, Planner.Render, options);
    }

    /// <summary>A plain serve of many scenarios, with the admin API under <c>/__fake/</c>. Those that the lane cannot play are left out.</summary>
    /// <exception cref="FakeServerException">The port is taken.</exception>
    public static Task<FakeSseServer> StartAsync(
        IReadOnlyList<Scenario> scenarios, FakeServerOptions? options = null, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return StartAsync(scenarios, Planner.Render, options);
    }

    /// <summary>From YAML text: one scenario gets a server of its own, several a plain serve.</summary>
    /// <exception cref="FakeServerException">The text has problems, each with line and column; or as with a scenario.</exception>
    public static Task<FakeSseServer> FromYamlAsync(string yaml, FakeServerOptions? options = null) => From(ScenarioFile.Parse(yaml, "yaml"), options);

    /// <summary>From a scenario file.</summary>
    /// <exception cref="FakeServerException">The file cannot be read or has problems; or as with a scenario.</exception>
    public static Task<FakeSseServer> FromFileAsync(string path, FakeServerOptions? options = null) => From(ScenarioFile.Read(path), options);

    /// <summary>One of the scenarios that come with the library.</summary>
    /// <exception cref="FakeServerException">There is none of that id; or as with a scenario.</exception>
    public static Task<FakeSseServer> FromBuiltInAsync(string id, FakeServerOptions? options = null) =>
        StartAsync(
            BuiltInScenarios.All.FirstOrDefault(s => s.Id == id) ?? throw new FakeServerException(
                $"there is no built-in scenario '{id}'" + (Words.Nearest(id, BuiltInScenarios.All.Select(s => s.Id)) is { } near ? $"; did you mean '{near}'?" : ""), usage: true),
            options);

    private static Task<FakeSseServer> From(ScenarioSet set, FakeServerOptions? options) =>
        set.Problems.Count > 0 ? throw new FakeServerException(string.Join('\n', set.Problems), usage: true)
        : set.Scenarios is [var only] ? StartAsync(only, options) : StartAsync(set.Scenarios, options);

    internal static Task<FakeSseServer> StartAsync(Scenario scenario, PlanSource render, FakeServerOptions? options = null)
    {
        options = Settled(options, scenario);
        Lane.Check(scenario, options, render);
        return StartAsync(new Stage(options, new ScriptedRun(scenario, options, render, options.Stream), null));
    }

    internal static Task<FakeSseServer> StartAsync(IReadOnlyList<Scenario> scenarios, PlanSource render, FakeServerOptions? options = null)
    {
        options = Settled(options, null);
        var shelf = new ScenarioShelf(scenarios, options);
        var table = new ServeTable(shelf, options, render);
        if (options.Mix is { } mix)
        {
            MixedServe.Check(mix, shelf.Current);
            return StartAsync(new Stage(options, new MixedServe(mix, shelf, table, options, render), shelf));
        }

        return StartAsync(new Stage(options, table, shelf));
    }

    private static FakeServerOptions Settled(FakeServerOptions? options, Scenario? only)
    {
        var settled = Transports.Settle(options ?? FakeServerOptions.Default, only);
        return Transports.Contradiction(settled) is { } why ? throw new FakeServerException(why, usage: true) : settled;
    }

    private static async Task<FakeSseServer> StartAsync(Stage stage)
    {
        try
        {
            return new FakeSseServer(stage, stage.Options.Lane switch
            {
                LaneKind.Socket when stage.Options.Origin is { } origin => origin.Join(stage),
                LaneKind.Socket => SocketLane.Start(stage),
                LaneKind.Memory => new MemoryLane(stage),
                LaneKind.Kestrel => await KestrelLane.StartAsync(stage),
                _ => new TesthostLane(context => new HostedAnswer(stage, context).PlayAsync()),
            });
        }
        catch (FakeServerException)
        {
            stage.Dispose();
            throw;
        }
    }
}
