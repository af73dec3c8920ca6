using EdgeQuake.FakeServer;

namespace EdgeQuake.Harness;

/// <summary>What serve says first: where it listens, and a line to paste for each protocol or scenario.</summary>
internal static class ReadyLines
{
    private const string Question = "query=What+is+EdgeQuake";
    private const int Most = 6;

    public static IEnumerable<string> Of(Uri address, IReadOnlyList<Scenario> scenarios, bool page)
    {
        var root = $"http://localhost:{address.Port}";
        yield return $"listening on {root}, {Counted.Of(scenarios.Count, "scenario")}{(page ? "; a browser gets a page there" : "")}; Ctrl+C stops";
        foreach (var line in scenarios.Count == 1 ? [TryRequest.Of(scenarios[0], named: false).Curl(root)] : Many(root, scenarios))
        {
            yield return $"  {line}";
        }
    }

    private static IEnumerable<string> Many(string root, IReadOnlyList<Scenario> scenarios)
    {
        yield return $"curl -N '{root}/query/stream?{Question}'";
        foreach (var scenario in scenarios.Take(Most))
        {
            yield return TryRequest.Of(scenario, named: true).Curl(root);
        }

        if (scenarios.Count > Most)
        {
            yield return "… and so on for every id of 'edgequake-harness list'";
        }
    }
}
