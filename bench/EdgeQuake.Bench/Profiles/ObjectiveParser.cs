using System.Globalization;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>Reads <c>metric[.stat] &lt;|&lt;=|&gt;|&gt;= number[unit]</c>; what is wrong comes back as one problem that names <c>--slo</c>.</summary>
public static class ObjectiveParser
{
    private const string Shape = "metric.stat<limit, as ttft.p95<500ms, failed<1%, goodput>=20";
    private static readonly (string Sign, Bound Bound)[] Signs = [("<=", Bound.AtMost), (">=", Bound.AtLeast), ("<", Bound.Below), (">", Bound.Above)];

    /// <summary>The objective, or null and one more problem in <paramref name="problems"/>.</summary>
    public static Objective? Parse(string text, ICollection<Problem> problems)
    {
        var sign = Signs.Where(s => text.Contains(s.Sign, StringComparison.Ordinal)).Select(s => ((string, Bound)?)s).FirstOrDefault();
        if (sign is not var (mark, bound))
        {
            return Wrong(problems, $"'{text}' compares nothing", Shape);
        }

        var at = text.IndexOf(mark, StringComparison.Ordinal);
        var (left, right) = (text[..at].Trim(), text[(at + mark.Length)..].Trim());
        if (Metric(left, problems) is not var (facts, stat))
        {
            return null;
        }

        return Quantity(right, facts.Unit) is { } limit
            ? new Objective(text, facts.Id, stat, bound, limit)
            : Wrong(problems, $"'{right}' is no limit for {facts.Id}", Expected(facts.Unit));
    }

    private static (MetricFacts Facts, string Stat)? Metric(string left, ICollection<Problem> problems)
    {
        var dot = left.IndexOf('.', StringComparison.Ordinal);
        var (id, stat) = dot < 0 ? (left, null) : (left[..dot], left[(dot + 1)..]);
        if (MetricTable.Find(id) is not { } facts)
        {
            Wrong(problems, $"unknown metric '{id}'", string.Join(", ", MetricTable.All.Select(m => m.Id)), Words.Nearest(id, MetricTable.All.Select(m => m.Id)));
            return null;
        }

        IReadOnlyList<string> stats = facts.OneNumber ? ["value"] : ["p50", "p90", "p95", "p99", "p99.9", "mean", "min", "max"];
        if (!stats.Contains(stat ?? stats[0]) || (stat is null && !facts.OneNumber))
        {
            var what = stat is null ? $"'{id}' names no statistic" : facts.OneNumber ? $"{id} is one number and has no '{stat}'" : $"unknown statistic '{stat}'";
            Wrong(problems, what, facts.OneNumber ? id : string.Join(", ", stats.Select(s => $"{id}.{s}")));
            return null;
        }

        return (facts, stat ?? stats[0]);
    }

    private static double? Quantity(string text, string unit)
    {
        (string Suffix, double Factor)[] units = unit switch
        {
            "ms" => [("ms", 1), ("µs", 0.001), ("us", 0.001), ("min", 60_000), ("m", 60_000), ("s", 1000)],
            "s" => [("ms", 0.001), ("s", 1), ("m", 60)],
            "share" => [("%", 0.01), ("", 1)],
            _ => [("/s", 1), ("", 1)],
        };
        foreach (var (suffix, factor) in units.Where(u => text.EndsWith(u.Suffix, StringComparison.Ordinal)))
        {
            if (double.TryParse(text[..^suffix.Length], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && number >= 0)
            {
                return number * factor;
            }
        }

        return null;
    }

    private static string Expected(string unit) => unit switch
    {
        "ms" or "s" => "a number with its unit: 500ms, 1.5s, 250us",
        "share" => "a percentage: 1%",
        _ => "a number: 20 or 20/s",
    };

    private static Objective? Wrong(ICollection<Problem> problems, string what, string expected, string? nearest = null)
    {
        problems.Add(new Problem("--slo", 0, 0, what, expected, nearest));
        return null;
    }
}
