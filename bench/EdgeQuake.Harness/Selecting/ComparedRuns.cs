using System.CommandLine;
using EdgeQuake.Bench;

namespace EdgeQuake.Harness;

/// <summary>Load runs as a comparison takes them: the run.json as typed, and the streams.csv.gz beside it; and how much worse is still the same.</summary>
internal sealed class ComparedRuns
{
    private const string Streams = "streams.csv.gz";
    private readonly Option<double?> _ratio = Values.Share("--margin", "Load runs: how much worse a latency or rate may be and still be the same. Default: 5%.");
    private readonly Option<double?> _share = Values.Share("--margin-share", "Load runs: the same for the shares of good and failed streams, in points. Default: 2%.");

    public Option<bool> Anyway { get; } = new("--anyway") { Description = "Load runs: compare although they were not asked alike; what differs is named." };

    public void On(Verb verb)
    {
        foreach (var option in new Option[] { _ratio, _share, Anyway })
        {
            verb.Add(option);
        }
    }

    public Margin Margin(ParseResult parsed) => new(parsed.GetValue(_ratio) ?? Bench.Margin.Default.Ratio, parsed.GetValue(_share) ?? Bench.Margin.Default.Share);

    /// <summary>Refuses what was not asked alike: exit 2, with the first difference; the rest is in --anyway.</summary>
    public void Refuse(ParseResult parsed, IReadOnlyList<string> unlike)
    {
        if (unlike is [var first, ..] && !parsed.GetValue(Anyway))
        {
            throw CommandException.Usage($"the two runs were not asked alike: {first}{(unlike.Count > 1 ? $" (and {unlike.Count - 1} more)" : "")}; --anyway compares them nevertheless");
        }
    }

    /// <summary>One side, or exit 2 with what is missing.</summary>
    /// <param name="path">A run.json, or the folder that holds one.</param>
    public static ComparedSide Side(string path) => RunFile.Read(path) is RunFile.Load { Result: var run } ? Side(path, run)
        : throw CommandException.Usage($"{path}: this is no load run; expected the run.json of 'load'");

    /// <inheritdoc cref="Side(string)"/>
    public static ComparedSide Side(string path, LoadResult run)
    {
        if (run.Refusal is { } refusal)
        {
            throw CommandException.Usage($"{path}: no load was played: {refusal.Message}");
        }

        var file = Path.Combine(Directory.Exists(path) ? path : Path.GetDirectoryName(path) ?? "", Streams);
        if (!File.Exists(file))
        {
            throw CommandException.Usage($"{file}: there is no such file; a comparison draws from single streams, which 'load' writes beside its run.json");
        }

        return ComparedSide.Of(path, run, StreamsCsvReader.Read(File.ReadAllBytes(file), out var problem) ?? throw CommandException.Usage($"{file}: {problem}"));
    }
}
