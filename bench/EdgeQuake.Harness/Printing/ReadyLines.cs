using EdgeQuake.FakeServer;

namespace EdgeQuake.Harness;

/// <summary>What serve says first: where it listens, and a line to paste for each protocol or scenario.</summary>
internal static class ReadyLines
{
    private const string Question = "query=What+is+EdgeQuake";
    private const int Most = 6;

    public static IEnumerable<string> Of(Uri address, IReadOnlyList<Scenario> scenarios)
    {
        var root = $"http://localhost:{address.Port}";
        yield return $"listening on {root}, {Counted.Of(scenarios.Count, "scenario")}; Ctrl+C stops";
        foreach (var line in scenarios.Count == 1 ? [Curl(root, scenarios[0], named: false)] : Many(root, scenarios))
        {
            yield return $"  {line}";
        }
    }

    private static IEnumerable<string> Many(string root, IReadOnlyList<Scenario> scenarios)
    {
        yield return $"curl -N '{root}/query/stream?{Question}'";
        foreach (var scenario in scenarios.Take(Most))
        {
            yield return Curl(root, scenario, named: true);
        }

        if (scenarios.Count > Most)
        {
            yield return "… and so on for every id of 'edgequake-harness list'";
        }
    }

    private static string Curl(string root, Scenario scenario, bool named)
    {
        var header = named ? $"-H 'x-scenario: {scenario.Id}' " : "";
        var match = scenario.Exchanges[0].Match;
        return scenario.Protocol == Protocol.OpenaiChat
            ? $"curl -N {header}-H 'content-type: application/json' -d '{{\"stream\":true,\"messages\":[]}}' '{root}{match.Path ?? "/v1/chat/completions"}'"
            : $"curl -N {(match.Method is null or "GET" ? "" : $"-X {match.Method} ")}{header}'{root}{Path(scenario, match)}'";
    }

    private static string Path(Scenario scenario, Match match)
    {
        var path = match.Path ?? (scenario.Protocol == Protocol.Edgequake ? "/query/stream" : "/");
        return scenario.Protocol == Protocol.Edgequake ? $"{path}?{Question}" : path;
    }
}
