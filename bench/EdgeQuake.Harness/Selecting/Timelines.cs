using EdgeQuake.Bench;

namespace EdgeQuake.Harness;

/// <summary>A load run with its timelines, from the files beside its run.json.</summary>
internal static class Timelines
{
    /// <summary>Exit 2 where they are not there, or are another run's.</summary>
    /// <param name="why">Who needs them: <c>--view</c>.</param>
    /// <param name="whole">Everything that the run knew of its streams is needed.</param>
    public static LoadResult Of(LoadResult run, string folder, string why, bool whole = false)
    {
        var (streams, tokens) = (Path.Combine(folder, "streams.csv.gz"), Path.Combine(folder, "tokens.csv.gz"));
        foreach (var file in new[] { streams, tokens }.Where(f => !File.Exists(f)))
        {
            throw CommandException.Usage($"{file}: there is no such file; {why} needs every stamp, which 'load --timelines' writes beside its run.json");
        }

        using var s = File.OpenRead(streams);
        using var t = File.OpenRead(tokens);
        return run with { Streams = TimelinesReader.Read(s, t, out var problem, whole) ?? throw CommandException.Usage($"{folder}: {problem}") };
    }
}
