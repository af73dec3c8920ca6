namespace EdgeQuake.Harness;

/// <summary>The generated part of results/README.md: one row a published run.</summary>
internal static class ResultsIndex
{
    public const string From = "<!-- runs: written by 'edgequake-harness publish' -->";
    public const string To = "<!-- end of runs -->";

    /// <summary>Writes the rows between the marks; a README without them gets them at its end.</summary>
    public static void Write(string folder)
    {
        var path = Path.Combine(folder, "README.md");
        var text = File.Exists(path) ? File.ReadAllText(path) : "# Results\n";
        var (from, to) = (text.IndexOf(From, StringComparison.Ordinal), text.IndexOf(To, StringComparison.Ordinal));
        var (head, tail) = from >= 0 && to > from ? (text[..from], text[(to + To.Length)..]) : (text.TrimEnd('\n') + "\n\n", "\n");
        File.WriteAllText(path, $"{head}{From}\n{string.Join('\n', Rows(folder))}\n{To}{tail}");
    }

    private static IEnumerable<string> Rows(string folder) =>
    [
        "| run | kind | subject | commit |",
        "|---|---|---|---|",
        .. Directory.EnumerateDirectories(folder).Where(d => File.Exists(Path.Combine(d, "run.json"))).OrderBy(d => d, StringComparer.Ordinal).Select(Row),
    ];

    private static string Row(string folder)
    {
        var (name, header) = (Path.GetFileName(folder), RunHeaderFile.Read(folder));
        var page = File.Exists(Path.Combine(folder, "report.html")) ? "report.html" : "run.json";
        return $"| [{name}]({name}/{page}) | {header.Kind} | {header.Subject} | {header.Commit} |";
    }
}
