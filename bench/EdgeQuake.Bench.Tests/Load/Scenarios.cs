using EdgeQuake.FakeServer;
using FluentAssertions;

namespace EdgeQuake.Bench.Tests;

/// <summary>Servers that tests load: scripts in the scenario language, on real sockets.</summary>
internal static class Scenarios
{
    /// <summary>A guard against hanging, never a bound on speed.</summary>
    public static CancellationToken Guard(CancellationToken test, TimeSpan? after = null)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(test);
        source.CancelAfter(after ?? TimeSpan.FromSeconds(60));
        return source.Token;
    }

    public static Task<FakeSseServer> ServeAsync(string yaml)
    {
        var set = ScenarioFile.Parse(yaml, "test.yaml");
        set.Problems.Should().BeEmpty();
        return FakeSseServer.StartAsync(set.Scenarios.Single());
    }

    /// <summary>A short load of a server, without the clock probe's server beside it.</summary>
    public static Task<LoadResult> LoadAsync(FakeSseServer server, Func<LoadProfile, LoadProfile>? change = null, LoadOptions? options = null, CancellationToken cancellation = default)
    {
        var profile = new LoadProfile { Target = server.BaseAddress, Concurrency = 2, Count = 6, Idle = TimeSpan.FromSeconds(5) };
        return LoadEngine.RunAsync(change?.Invoke(profile) ?? profile, options ?? new LoadOptions { ClockProbe = false }, cancellation);
    }
}
