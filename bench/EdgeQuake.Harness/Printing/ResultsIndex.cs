using EdgeQuake.Bench;

namespace EdgeQuake.Harness;

/// <summary>What is generated in results/: index.html, and the rows in README.md, one a published run. Both are made of the run.json files alone.</summary>
internal static class ResultsIndex
{
    public const string From = "<!-- runs: written by 'edgequake-harness publish' -->";
    public const string To = "<!-- end of runs -->";

    /// <summary>Writes both files again.</summary>
    public static void Write(string folder)
    {
        var runs = PublishedRuns.Read(folder);
        var readme = Path.Combine(folder, "README.md");
        var files = new OutFolder(folder);
        files.Write("README.md", Readme(File.Exists(readme) ? File.ReadAllText(readme) : "# Results\n", runs));
        files.Write("index.html", ResultsPage.Render(runs));
    }

    /// <summary>The text with its rows between the marks; one without marks gets them at its end.</summary>
    public static string Readme(string text, IReadOnlyList<PublishedRun> runs)
    {
        var (from, to) = (text.IndexOf(From, StringComparison.Ordinal), text.IndexOf(To, StringComparison.Ordinal));
        var (head, tail) = from >= 0 && to > from ? (text[..from], text[(to + To.Length)..]) : (text.TrimEnd('\n') + "\n\n", "\n");
        return $"{head}{From}\n{string.Join('\n', Rows(runs))}\n{To}{tail}";
    }

    /// <summary>Runs of one entry stand together, the newest first.</summary>
    private static IEnumerable<string> Rows(IReadOnlyList<PublishedRun> runs) =>
    [
        "| run | kind | subject | commit |",
        "|---|---|---|---|",
        .. PublishedEntry.Of(runs).SelectMany(e => e.Runs).Select(r => $"| [{r.Folder}]({r.Page}) | {r.Kind} | {r.Subject.Replace("|", "\\|", StringComparison.Ordinal)} | {r.Commit} |"),
    ];
}
