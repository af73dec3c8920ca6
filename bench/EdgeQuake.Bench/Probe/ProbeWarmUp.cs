using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>One short stream from our own server over loopback, so that the probe's waterfall shows the server and not our own first steps.</summary>
internal static class ProbeWarmUp
{
    private const string Script = """
        scenario: probe-warm-up
        protocol: edgequake
        shape: documented
        steps: [ { source: a }, { tokens: [a, b] }, { done: } ]
        """;

    /// <summary>A server that cannot be started only leaves the probe cold.</summary>
    public static async Task RunAsync(Clock clock, CancellationToken cancellation)
    {
        try
        {
            await using var server = await FakeSseServer.StartAsync(ScenarioFile.Parse(Script, "probe-warm-up").Scenarios.Single(), new FakeServerOptions { Clock = clock }, CancellationToken.None);
            var local = new UriBuilder(server.BaseAddress) { Host = "localhost" }.Uri;
            await Probe.RunAsync(local, new ProbeOptions { WarmUp = false, Clock = clock }, cancellation);
        }
        catch (FakeServerException)
        {
            return;
        }
    }
}
