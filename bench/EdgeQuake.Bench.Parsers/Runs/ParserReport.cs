using System.Text;

namespace EdgeQuake.Bench.Parsers;

/// <summary>report.md: one table a payload and read size, each row beside its group's yardstick. Pure: rendered again from run.json it is the same.</summary>
internal static class ParserReport
{
    private static readonly (string Name, bool Split)[] s_paths = [.. ReadPath.All.Select(p => (p.Name, p.Split)), (NodeParser.Split, true), (NodeParser.Text, false)];

    public static string Render(ParserRun run)
    {
        var h = run.Header;
        var text = new StringBuilder("# Parsers: nanoseconds and bytes per event\n\n");
        text.Append($"{h.Machine} · {h.Runtime} · {h.Os} · {h.Tool} {h.Commit} · seed {h.Seed} · {h.StartedUtc:yyyy-MM-dd HH:mm} UTC · {h.Duration.TotalSeconds:0} s\n\n");
        text.Append("One operation is one event. Median, mean ± standard deviation over N iterations of BenchmarkDotNet, one thread, in process. Every path reads synchronously from\n");
        text.Append("a stream that copies at most one read at a time, except the limit, which stands on the bytes in memory. × compares medians with the platform's parser over spans\n");
        text.Append("in the same group: above 1 is faster than it. Allocation spreads what a stream costs once over its events.\n");
        foreach (var table in run.Rows.GroupBy(r => (r.Payload, r.Read)))
            Table(text, table.Key.Payload, table.Key.Read, [.. table]);
        if (run.Node is { } node)
            text.Append($"\n{node} Its rows stand on wall time too, in a process of its own, with the decoding of UTF-8 that strings need there.\n");
        if (run.Answers is { } answers)
            Answers(text, answers);
        return text.ToString();
    }

    private static void Answers(StringBuilder text, IReadOnlyList<AnswerRow> answers)
    {
        text.Append("\n## Memory by length of the answer\n\nThe streaming guide's two ways: iterate hands each token on, collect all keeps every piece and joins them. Allocated: from the first byte of the body to the last,\n");
        text.Append("exact. Peak heap: what lives when the last event was read, after a collection. Reads of 1400 bytes, EdgeQuake's documented frames.\n\n");
        text.Append("| way | tokens | text bytes | allocated | a token | peak heap |\n|---|--:|--:|--:|--:|--:|\n");
        foreach (var a in answers)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"| {a.Way} | {a.Tokens:N0} | {a.AnswerBytes:N0} | {a.Allocated:N0} | {(double)a.Allocated / a.Tokens:0.0} | {a.PeakHeap:N0} |\n");
    }

    private static void Table(StringBuilder text, string payload, int read, IReadOnlyList<ParserRow> rows)
    {
        text.Append($"\n## {payload}, {rows[0].BytesPerEvent:0.0} bytes an event, reads of {read} bytes\n\n");
        text.Append("| path | median ns/event | mean | ± | N | × | MB/s | B/event |\n|---|---|---|---|---|---|---|---|\n");
        foreach (var (name, split) in s_paths)
        {
            if (rows.FirstOrDefault(r => r.Path == name) is not { } row)
                continue;
            var yardstick = rows.FirstOrDefault(r => r.Path == ReadPath.Yardstick(split).Name);
            var ratio = yardstick is null ? "" : $"{yardstick.MedianNs / row.MedianNs:0.00}";
            text.Append($"| {row.Path} | {row.MedianNs:0.0} | {row.NsPerEvent:0.0} | {row.StdDevNs:0.0} | {row.N} | {ratio} | {row.MegabytesPerSecond:0} | {(row.AllocatedPerEvent is { } bytes ? $"{bytes:0.00}" : "–")} |\n");
        }
    }
}
