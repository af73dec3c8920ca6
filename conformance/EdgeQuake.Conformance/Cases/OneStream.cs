using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>A case of several streams as one of them sees it: where the caller stops only one, the others have no cancel, and that one an expectation of its own.</summary>
internal static class OneStream
{
    /// <summary>The same for all where none is named.</summary>
    /// <param name="stream">0-based.</param>
    internal static Scenario Of(Scenario scenario, int stream) => scenario.Client.Cancel?.Stream is not { } stopped ? scenario
        : stopped - 1 == stream ? scenario with { Expect = scenario.Expect.Stopped! with { Within = scenario.Expect.Within } }
        : scenario with { Client = scenario.Client with { Cancel = null } };

    /// <summary>The case as one of its streams is told it, and judged.</summary>
    internal static BoundCase Of(BoundCase bound, int stream) => bound with { Scenario = Of(bound.Scenario, stream) };

    /// <summary>Each different view.</summary>
    internal static IEnumerable<Scenario> All(Scenario scenario) =>
        scenario.Client.Cancel?.Stream is null ? [scenario] : Enumerable.Range(0, scenario.Client.Streams).Select(n => Of(scenario, n));
}
