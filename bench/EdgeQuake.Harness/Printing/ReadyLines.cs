using EdgeQuake.FakeServer;

namespace EdgeQuake.Harness;

/// <summary>What serve says first: where it listens, and a line to paste for each protocol or scenario.</summary>
internal static class ReadyLines
{
    private const string Question = "query=What+is+EdgeQuake";
    private const int Most = 6;

    /// <param name="options">What curl must be told beside -N: trust, HTTP/2; empty = nothing.</param>
    public static IEnumerable<string> Of(Uri address, IReadOnlyList<Scenario> scenarios, bool page, string options)
    {
        // A name would be looked up, and may lead to the other kind of loopback.
        var root = address.HostNameType == UriHostNameType.IPv6 ? $"{address.Scheme}://{address.Authority}" : $"{address.Scheme}://localhost:{address.Port}";
        yield return $"listening on {root}, {Counted.Of(scenarios.Count, "scenario")}{(page ? "; a browser gets a page there" : "")}; Ctrl+C stops";
        foreach (var line in scenarios.Count == 1 ? [TryRequest.Of(scenarios[0], named: false).Curl(root, options)] : Many(root, scenarios, options))
        {
            yield return $"  {line}";
        }
    }

    /// <summary>What a client that asks for its runs over HTTP must know.</summary>
    public static IEnumerable<string> Page(Uri address, bool served)
    {
        var root = address.AbsoluteUri.TrimEnd('/');
        if (served)
        {
            yield return $"open {root}/ in the client that is to be judged";
        }

        yield return $"it asks    GET  {root}/__adapter/next   (long poll: 200 a message, 204 ask again, 410 over)";
        yield return $"it answers POST {root}/__adapter/say    (one JSON object a line)";
        yield return $"a page of your own imports {root}/__adapter/page.mjs; waiting for its hello; Ctrl+C stops";
    }

    private static IEnumerable<string> Many(string root, IReadOnlyList<Scenario> scenarios, string options)
    {
        yield return $"curl -N {options}'{root}/query/stream?{Question}'";
        foreach (var scenario in scenarios.Take(Most))
        {
            yield return TryRequest.Of(scenario, named: true).Curl(root, options);
        }

        if (scenarios.Count > Most)
        {
            yield return "… and so on for every id of 'edgequake-harness list'";
        }
    }
}
