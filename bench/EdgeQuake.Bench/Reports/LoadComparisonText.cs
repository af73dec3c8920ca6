using System.Globalization;
using System.Text;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>Two load runs held against each other, as a table for the console and as Markdown for a CI system. Pure.</summary>
public static class LoadComparisonText
{
    private static readonly string[] Heads = ["metric", "before", "after", "change", "interval", "worse beyond", "verdict", "further streams"];

    /// <summary>The same for a page: the words of the verdict to the left.</summary>
    internal static string[] HtmlHeads { get; } = ["metric ", .. Heads[1..6], "verdict ", "further streams"];

    public static string Console(LoadComparison c)
    {
        var text = new StringBuilder().AppendLine($"before  {c.Before} · {Figures.Count(c.StreamsBefore)} streams").AppendLine($"after   {c.After} · {Figures.Count(c.StreamsAfter)} streams").AppendLine();
        text.Append(Columns([Heads, .. Rows(c)])).AppendLine();
        foreach (var line in Said(c))
        {
            text.AppendLine(line);
        }

        return text.AppendLine($"verdict {Sentence(c)}").ToString();
    }

    public static string Markdown(LoadComparison c)
    {
        var md = new StringBuilder($"# Two load runs compared: {Words.Of(c.Verdict).ToUpperInvariant()}\n\n{Sentence(c)}\n\n");
        md.Append($"- before: {Cell(c.Before)}, {Figures.Count(c.StreamsBefore)} streams\n- after: {Cell(c.After)}, {Figures.Count(c.StreamsAfter)} streams\n\n");
        md.Append($"| {string.Join(" | ", Heads)} |\n|---|--:|--:|--:|--:|--:|---|--:|\n");
        foreach (var row in Rows(c))
        {
            md.Append($"| {string.Join(" | ", row.Select(Cell))} |\n");
        }

        md.Append('\n');
        foreach (var line in Said(c))
        {
            md.Append($"- {Cell(line)}\n");
        }

        return md.ToString();
    }

    /// <summary>The verdict over all statistics, with what it takes to get a better one.</summary>
    public static string Sentence(LoadComparison c)
    {
        var named = string.Join(", ", c.Stats.Where(s => s.Verdict == c.Verdict).Select(s => s.Stat));
        var verdict = c.Verdict switch
        {
            ComparedVerdict.Regression => $"REGRESSION: {named}",
            ComparedVerdict.Pass => "PASS: nothing is worse than the margin",
            _ when c.Stats.Count == 0 => "INCONCLUSIVE: neither run has a stream",
            _ => $"INCONCLUSIVE: {named}" + (c.Further is { } n ? $"; about {Figures.Count(n)} further streams in each run would tell" : "; more streams would not tell"),
        };
        return c.Trusted ? verdict : $"{verdict}; but a run called itself INVALID, and nothing can be said from it";
    }

    internal static IEnumerable<string[]> Rows(LoadComparison c) => c.Stats.Select(s => new[]
    {
        s.Stat, Value(s.Before, s.Unit), Value(s.After, s.Unit), Change(s, s.Change), s.Low is null ? s.Why ?? "–" : $"{Change(s, s.Low)} to {Change(s, s.High)}", Change(s, s.Limit),
        Words.Of(s.Verdict).ToUpperInvariant(), s.Further is { } n ? Figures.Count(n) : "",
    });

    private static IEnumerable<string> Said(LoadComparison c)
    {
        foreach (var line in c.Differences)
        {
            yield return $"not asked alike: {line}";
        }

        foreach (var line in c.Notes)
        {
            yield return line;
        }

        yield return $"a verdict looks at a whole interval: {Figures.Percent(c.Confidence)} each, 95 % for all together, by a bootstrap over blocks of consecutive streams";
        yield return $"what is within {Figures.Percent(c.Margin.Ratio)} (shares: {Figures.Points(c.Margin.Share)}), or within the error of the clocks, is the same";
    }

    private static string Value(double? value, string unit) => value is null ? "none" : Figures.WithUnit(value, unit);

    /// <summary>A ratio as a change in percent, a difference of shares in points.</summary>
    private static string Change(Compared s, double? change) => change switch
    {
        null => "–",
        double.PositiveInfinity => "+∞",
        { } v when s.Unit == "share" => Signed(Figures.Points(Math.Abs(v)), v),
        { } v => Signed(((Math.Abs(v - 1) * 100).ToString(Math.Abs(v - 1) < 10 ? "0.0" : "#,0", CultureInfo.InvariantCulture)) + " %", v - 1),
    };

    private static string Signed(string size, double sign) => size.All(x => x is not (>= '1' and <= '9')) ? size : (sign < 0 ? "−" : "+") + size;

    private static string Columns(IReadOnlyList<string[]> rows)
    {
        int[] widths = [.. Heads.Select((_, i) => rows.Max(r => r[i].Length))];
        return string.Concat(rows.Select(r => string.Join("  ", r.Select((c, i) => i is 0 or 6 ? c.PadRight(widths[i]) : c.PadLeft(widths[i]))).TrimEnd() + "\n"));
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
