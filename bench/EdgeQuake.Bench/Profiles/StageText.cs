using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>Reads <c>0-20/s:30s,20/s:60s</c> (streams started each second) or <c>1-50:30s,50:1m</c> (streams at once).</summary>
internal static class StageText
{
    public const string Expected = "level:duration or from-to:duration, as 0-20/s:30s,20/s:60s (streams a second) or 1-50:30s (streams at once)";

    /// <summary>The stages, or the first problem.</summary>
    public static (IReadOnlyList<LoadStage> Stages, Problem? Problem) Parse(string text)
    {
        var stages = new List<LoadStage>();
        foreach (var part in text.Split(','))
        {
            if (Stage(part.Trim()) is not { } stage)
            {
                return ([], new("", 0, 0, $"'{part.Trim()}' is not a stage", Expected));
            }

            stages.Add(stage);
        }

        return (stages, null);
    }

    private static LoadStage? Stage(string part)
    {
        var at = part.LastIndexOf(':');
        if (at < 1 || Quantity.Duration(part[(at + 1)..]) is not { } length)
        {
            return null;
        }

        var (levels, unit) = part[..at] switch
        {
            var l when l.EndsWith("/s", StringComparison.Ordinal) || l.EndsWith("/m", StringComparison.Ordinal) => (l[..^2], l[^2..]),
            var l => (l, ""),
        };
        double?[] numbers = [.. levels.Split('-').Select(n => unit.Length > 0 ? Quantity.PerSecond(n.Trim() + unit) : Quantity.Whole(n.Trim(), 0))];
        return numbers.Length is 1 or 2 && numbers[0] is { } from && numbers[^1] is { } to
            ? new(unit.Length > 0 ? LoadUnit.PerSecond : LoadUnit.AtOnce, from, to, length)
            : null;
    }
}
