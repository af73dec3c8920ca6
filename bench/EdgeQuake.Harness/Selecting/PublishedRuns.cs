using System.Text.Json;
using EdgeQuake.Bench;

namespace EdgeQuake.Harness;

/// <summary>The runs of results/, each whole where its kind is known, else by its header alone.</summary>
internal static class PublishedRuns
{
    private static readonly string[] Pages = ["report.html", "report.md"];

    /// <summary>Every folder that holds a run.json, by name. Exit 2 where there is no such folder, or a run.json has no header.</summary>
    public static IReadOnlyList<PublishedRun> Read(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateDirectories(folder).Where(d => File.Exists(Path.Combine(d, "run.json"))).Order(StringComparer.Ordinal).Select(One)]
        : throw CommandException.Usage($"{folder}: there is no such folder; expected the one of published runs");

    /// <summary><c>WHAT-DATE-MACHINE</c>: the folder of a published run.</summary>
    public static string FolderName(string what, RunHeaderFile header) => Slug(what) + Suffix(header);

    private static PublishedRun One(string folder)
    {
        var (name, header) = (Path.GetFileName(folder), RunHeaderFile.Read(folder));
        var page = Pages.FirstOrDefault(p => File.Exists(Path.Combine(folder, p))) ?? "run.json";
        var (fact, problem) = Fact(folder, header.Kind);
        var suffix = Suffix(header);
        var what = name.EndsWith(suffix, StringComparison.Ordinal) ? name[..^suffix.Length] : name;
        return new(what, name, $"{name}/{page}", header.Kind, header.Machine, header.Commit, header.StartedUtc, header.Subject, fact, problem);
    }

    /// <summary>A run that an older build wrote otherwise is listed all the same, and says so.</summary>
    private static (object? Fact, string? Problem) Fact(string folder, string kind)
    {
        try
        {
            return (kind == ParserRun.Kind ? ParserJson.Read(File.ReadAllText(Path.Combine(folder, "run.json")))
                : RunFile.Kinds.Contains(kind) ? Result(RunFile.Read(folder))
                : null, null);
        }
        catch (Exception failure) when (failure is CommandException or JsonException)
        {
            // Where the folder lies is no matter of the page.
            return (null, failure.Message.Replace(Path.Combine(folder, "run.json"), "run.json", StringComparison.Ordinal));
        }
    }

    private static object Result(RunFile run) => run switch
    {
        RunFile.Conformance r => r.Result,
        RunFile.Load r => r.Result,
        RunFile.SelfTest r => r.Result,
        RunFile.Sweep r => r.Result,
        RunFile.Soak r => r.Result,
        RunFile.Pacing r => r.Result,
        RunFile.Throughput r => r.Result,
        RunFile.Client r => r.Result,
        RunFile.Providers r => r.Result,
        RunFile.Tour r => r.Result,
        _ => throw new InvalidOperationException($"no result of {run.GetType().Name}"),
    };

    private static string Suffix(RunHeaderFile header) => $"-{header.StartedUtc:yyyy-MM-dd}-{Slug(header.Machine)}";

    // linux-x64, AMD EPYC, 2 cores: linux-x64-amd-epyc-2-cores
    private static string Slug(string text) =>
        string.Join('-', new string([.. text.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
