using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>Measures providers in interleaved turns, so that drift falls on all of them alike. A row that cannot be asked is skipped with its reason and costs the others nothing.</summary>
/// <remarks><c>Provider* → ProviderLane* ─rounds of TurnOrder→ turns → one LoadResult a row → LoadComparison against the first</c></remarks>
public static class ProviderRuns
{
    public static async Task<ProvidersResult> RunAsync(IReadOnlyList<Provider> providers, ProviderOptions options, CancellationToken cancellation = default)
    {
        var (began, utc, rounds) = (options.Clock.Now, options.Clock.UtcNow, options.RoundsFor(providers.Count));
        var servers = new List<FakeSseServer>();
        var lanes = new List<ProviderLane>();
        try
        {
            foreach (var provider in providers)
            {
                lanes.Add(ProviderLane.Of(provider.Simulated ? await ServedAsync(provider, servers) : provider, options));
            }

            await PlayAsync(lanes, rounds, options, cancellation);
            MeasuredProvider[] rows = [.. lanes.Where(l => l.Skipped is null).Select(l => l.Result(cancellation.IsCancellationRequested)).OfType<MeasuredProvider>()];
            var header = RunHeaders.Capture(ProvidersResult.Kind, ProvidersResult.Schema, options.Seed, options.Arguments, utc, options.Clock.Now - began);
            return new(
                header, rounds, options.Streams, options.Concurrency, rows, [.. lanes.Where(l => l.Skipped is not null).Select(l => new SkippedProvider(l.Provider.Name, l.Skipped!))],
                Compared(rows), cancellation.IsCancellationRequested);
        }
        finally
        {
            lanes.ForEach(l => l.Dispose());
            foreach (var server in servers)
            {
                await server.DisposeAsync();
            }
        }
    }

    /// <summary>Each row against the first of its kind: what was measured is never held against what is simulated.</summary>
    internal static IReadOnlyList<LoadComparison> Compared(IReadOnlyList<MeasuredProvider> rows)
    {
        var kinds = rows.GroupBy(r => r.Simulated, r => LoadComparisons.Played(r.Name, r.Run)).OrderBy(g => g.Key).Select(g => g.ToList());
        return [.. kinds.SelectMany(sides => sides.Skip(1).Select(s => LoadComparison.Of(sides[0], s, Margin.Default)))];
    }

    private static async Task PlayAsync(List<ProviderLane> lanes, int rounds, ProviderOptions options, CancellationToken cancellation)
    {
        foreach (var (round, order) in TurnOrder.Rounds(lanes.Count, rounds).Index())
        {
            foreach (var lane in order.Select(i => lanes[i]).Where(l => l.Skipped is null && !cancellation.IsCancellationRequested))
            {
                var turn = $"{lane.Provider.Name}: round {round + 1} of {rounds}";
                options.Progress?.Invoke(turn);
                await lane.PlayAsync(round, p => options.Progress?.Invoke($"{turn} · {LoadConsole.Line(p)}"), cancellation);
            }
        }
    }

    /// <summary>A server of our own that plays the row's pace.</summary>
    private static async Task<Provider> ServedAsync(Provider provider, List<FakeSseServer> servers)
    {
        var script = $$"""
            - scenario: simulated
              about: A named pace of the guide. Simulated, not the provider.
              protocol: edgequake
              pace: {{provider.Pace}}
              steps:
                - tokens: { text: "A graph holds what a page forgets: who is linked to whom, how strongly, since when, and why it matters to the one who asks; an answer that is drawn from it comes in words, one after the other, at the speed of the model that writes them.", by: word }
                - done:
            """;
        var server = await FakeSseServer.StartAsync(ScenarioFile.Parse(script, "simulated").Scenarios, new FakeServerOptions { JournalWrites = false });
        servers.Add(server);
        return provider with { Url = server.BaseAddress };
    }
}
