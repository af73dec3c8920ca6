using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench.Tests;

/// <summary>A load run made of draws, with its files: what a comparison of two runs is tried on.</summary>
internal static class Made
{
    /// <param name="slower">All times are multiplied by it.</param>
    /// <param name="seed">Of the draws: another one is another run of the same server.</param>
    public static LoadResult Run(int streams = 1200, double slower = 1, ulong seed = 1, double rate = 20, bool trusted = true, string target = "http://127.0.0.1:8080/query/stream")
    {
        var profile = Some.Profile() with { Target = new Uri(target), Concurrency = null, Rate = rate, For = TimeSpan.FromSeconds(streams / rate) };
        var timelines = Enumerable.Range(0, streams).Select(i => Some.Stream(
            i, i * 1000 / rate, slower * (60 + (20 * Draws.Uniform(seed, i))), slower * (15 + (5 * Draws.Uniform(seed + 1000, i))), 20)).ToArray();
        return LoadResults.Of(Runs.Mixed(10).Header, profile, "HttpClient, HTTP/1.1", timelines, new() { ClockProbe = new(100, 0.1, trusted ? 0.2 : 90, 1) }, null);
    }

    /// <summary>Writes the run's files into a folder of the tool and returns its name.</summary>
    public static string Write(Tool tool, string folder, LoadResult run)
    {
        RunFiles.Write(Path.Combine(tool.Folder, folder), run);
        return folder;
    }
}
