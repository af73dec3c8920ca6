using System.Text;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>Providers side by side, for the console and as Markdown. What was measured and what is simulated never stand in one table. Pure.</summary>
public static class ProvidersText
{
    /// <summary>Above every figure that our own server was scripted to give.</summary>
    public const string SimulatedHead = "simulated, not the provider";

    internal static readonly string[] Heads =
        ["provider", "n", "failed", "TTFT p50, ms", "p95", "ITL p50, ms", "tokens/s p50", "characters/s p50", "500 characters p50, ms", "first stream TTFT, ms", "cost of 1,000 characters"];

    private static readonly string[] GuideHeads = ["provider", "tokens/sec"];

    public static string Console(ProvidersResult r)
    {
        var text = new StringBuilder().AppendLine(Subject(r)).AppendLine();
        foreach (var (title, rows) in Groups(r))
        {
            text.AppendLine(title).Append(Table.Text(Heads, rows.Select(Row))).AppendLine();
            text.AppendLine($"in the guide's layout: {title}").Append(Table.Text(GuideHeads, rows.Select(Guide))).AppendLine();
        }

        foreach (var line in Lines(r))
        {
            text.AppendLine(line);
        }

        return text.ToString();
    }

    public static string Markdown(ProvidersResult r)
    {
        var md = new StringBuilder($"# Providers compared\n\n{Subject(r)}\n\n");
        foreach (var (title, rows) in Groups(r))
        {
            md.Append($"## {Capital(title)}\n\n").Append(Table.Markdown(Heads, rows.Select(x => Row(x).Select(Cell)))).Append($"\nIn the guide's layout, {title}:\n\n").Append(Table.Markdown(GuideHeads, rows.Select(x => Guide(x).Select(Cell)))).Append('\n');
        }

        foreach (var line in Lines(r))
        {
            md.Append($"- {Cell(line)}\n");
        }

        return md.Append($"\nBy {Table.Header(r.Header)}\n").ToString();
    }

    internal static string Subject(ProvidersResult r) =>
        $"{Counted(r.Rows.Count, "row")} measured, {r.Skipped.Count} skipped · {Counted(r.Rounds, "round")} in turns, {Counted(r.Streams, "stream")} a turn, {r.Concurrency} at once"
        + (r.Interrupted ? " · INTERRUPTED: figures are of what was measured until then" : "");

    /// <summary>Measured rows and simulated ones, each under what they are.</summary>
    internal static IEnumerable<(string Title, IReadOnlyList<MeasuredProvider> Rows)> Groups(ProvidersResult r) =>
        r.Rows.GroupBy(x => x.Simulated).OrderBy(g => g.Key).Select(g => (g.Key ? SimulatedHead : "measured", (IReadOnlyList<MeasuredProvider>)[.. g]));

    internal static string[] Row(MeasuredProvider p)
    {
        var s = p.Run.Summary;
        return
        [
            p.Name, Figures.Count(s.Streams), Figures.Percent(s.Rates.Failed), Figures.Percentile(s.Of("ttft"), 50), Figures.Percentile(s.Of("ttft"), 95), Figures.Percentile(s.Of("itl"), 50),
            Figures.Percentile(s.Of("rate"), 50), Figures.Percentile(s.Of("characters"), 50), Figures.Percentile(s.Of("chars-500"), 50), Figures.Number(p.First?.TtftMs),
            p.Cost is { } c ? Money(c.PerThousandCharacters) : p.Price is null ? "–" : "unknown",
        ];
    }

    /// <summary>The guide's two columns: from the slowest to the fastest stream, and the median.</summary>
    internal static string[] Guide(MeasuredProvider p)
    {
        var rate = p.Run.Summary.Of("rate");
        return [p.Name, rate.Count == 0 ? "–" : $"{Figures.Number(rate.Min)}-{Figures.Number(rate.Max)} (p50 {Figures.Percentile(rate, 50)})"];
    }

    /// <summary>What the tables do not say: who was asked where, who was not, who is slower, and what the figures are.</summary>
    internal static IEnumerable<string> Lines(ProvidersResult r)
    {
        foreach (var p in r.Rows)
        {
            yield return $"{p.Name}: {(p.Simulated ? $"our own server on this machine, {SimulatedHead}" : $"measured at {p.Run.Load.Target}")}, {Words.Of(p.Run.Load.Protocol)}{(p.Model is { } m ? $", model {m}" : "")}; {LoadText.Trusted(p.Run)}"
                + (p.Cost is { } c ? $"; {Money(c.PerAnswer)} an answer, from what {Figures.Count(c.Streams)} streams stated, output tokens only" : "");
        }

        foreach (var s in r.Skipped)
        {
            yield return $"{s.Name}: SKIPPED: {s.Why}";
        }

        foreach (var c in r.Against)
        {
            yield return $"{c.After} against {c.Before}: {string.Join(", ", c.Stats.Select(Verdict))}";
        }

        yield return "rank by characters/s or by the time to 500 characters: tokenizers differ, so tokens/s alone may invert the order";
        yield return "the first stream of each row opens the connection and may load a model: it stands apart and is in no other figure; tokens/s are events/s where a server does not count";
    }

    private static string Verdict(Compared s) => s.Stat + " " + s.Verdict switch
    {
        ComparedVerdict.Regression => "worse",
        ComparedVerdict.Pass => "no worse",
        _ => "undecided",
    } + (s is { Change: { } change, Low: not null } && s.Unit != "share" && double.IsFinite(change) ? $" (× {Figures.Number(change)})" : "");

    /// <summary>Three significant digits, however little it is.</summary>
    private static string Money(double amount) => amount.ToString(amount >= 0.001 ? "G3" : "0.0########", System.Globalization.CultureInfo.InvariantCulture);

    private static string Counted(int n, string what) => $"{n} {what}{(n == 1 ? "" : "s")}";

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
