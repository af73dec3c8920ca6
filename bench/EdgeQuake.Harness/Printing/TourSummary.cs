using EdgeQuake.Bench;

namespace EdgeQuake.Harness;

/// <summary>What a tour has to say in a few lines, on the console and at the head of its page.</summary>
internal static class TourSummary
{
    /// <summary>What to type next.</summary>
    public static IReadOnlyList<(string Line, string About)> Next { get; } =
    [
        ("edgequake-harness serve", "plays every scenario on port 8080; curl lines are printed"),
        ("edgequake-harness conform --exec 'curl -sN {url}'", "judges a plain command"),
        ("edgequake-harness conform conformance/adapters/openai-node", "judges a real client (npm ci first)"),
        ("edgequake-harness load http://localhost:8080 --concurrency 20 --for 10s", "measures a server"),
        ("edgequake-harness list", "names every scenario and case"),
    ];

    public static IEnumerable<(string Name, string Value)> Rows(TourResult tour)
    {
        foreach (var run in tour.Conformance.Clients)
        {
            yield return ($"{run.Client.Name}", VerdictCounts.Of(run));
        }

        if (tour.Load is { } load)
        {
            yield return ("load", $"{load.Summary.Streams} streams, {load.Summary.Failed} failed, {load.Validity.Trust}".ToLowerInvariant());
            yield return ("time to first token", Against(load, "ttft", TourSchedule.Ttft));
            yield return ("inter-token latency", Against(load, "itl", TourSchedule.Itl));
        }

        yield return ("machine", $"{tour.Header.Machine}, {tour.Header.Runtime}");
    }

    private static string Against(LoadResult load, string metric, TimeSpan scripted)
    {
        var measured = load.Summary.Of(metric).At(50);
        return $"scripted {scripted.TotalMilliseconds:0} ms, measured p50 {(measured is { } p50 ? $"{p50:0.0} ms" : "n too small")}";
    }
}
