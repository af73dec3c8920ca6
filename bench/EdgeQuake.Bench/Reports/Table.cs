using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>Rows of cells as text and as Markdown, and the run header as the line below them.</summary>
internal static class Table
{
    /// <summary>Columns as wide as their widest cell, numbers to the right.</summary>
    public static string Text(IReadOnlyList<string> heads, IEnumerable<IEnumerable<string>> rows)
    {
        string[][] all = [[.. heads], .. rows.Select(r => r.ToArray())];
        int[] widths = [.. heads.Select((_, i) => all.Max(r => r[i].Length))];
        return string.Concat(all.Select(r => string.Join("  ", r.Select((c, i) => c.PadLeft(widths[i]))).TrimEnd() + "\n"));
    }

    public static string Markdown(IReadOnlyList<string> heads, IEnumerable<IEnumerable<string>> rows) =>
        $"| {string.Join(" | ", heads)} |\n|{string.Concat(heads.Select(_ => "--:|"))}\n{string.Concat(rows.Select(r => $"| {string.Join(" | ", r)} |\n"))}";

    public static string Header(RunHeader h) => $"{h.Tool} at {h.Commit}, {h.Runtime}; {h.Machine}; {h.StartedUtc:yyyy-MM-dd HH:mm:ss} UTC.";
}
