using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>The fake server itself, with its journal on; the journal's stamps are the measurement.</summary>
internal sealed class ScriptedServer(FakeSseServer server) : ContenderServer
{
    public override Uri BaseAddress => server.BaseAddress;

    public static async Task<ScriptedServer> StartAsync(ContenderScript script) =>
        new(await FakeSseServer.StartAsync(script.Scenario(), new FakeServerOptions { JournalLimit = int.MaxValue }));

    public override void Go() => server.Open(ContenderScript.Gate);

    public override async Task<IReadOnlyList<IReadOnlyList<SentToken>>> SentAsync()
    {
        await server.SettleAsync(TimeSpan.FromSeconds(10));
        return [.. server.Journal.Select(Lateness.Sent)];
    }

    public override ValueTask DisposeAsync() => server.DisposeAsync();
}
