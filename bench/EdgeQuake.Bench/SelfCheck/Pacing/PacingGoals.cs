using System.Globalization;

namespace EdgeQuake.Bench;

/// <summary>Rows → the goals met, missed or not measured; pure. Where a row was repeated the median is judged.</summary>
internal static class PacingGoals
{
    private const double Minute = 60;

    public static IReadOnlyList<Goal> Judge(IReadOnlyList<PacingRow> rows, double seconds) =>
        [Accuracy(rows), Ratio(rows), Drift(rows, seconds), Failures(rows), Memory(rows)];

    private static Goal Accuracy(IReadOnlyList<PacingRow> rows)
    {
        var p99 = P99(rows, Contender.Edgequake);
        return Of("emission − schedule, p99 at 1,000 streams × 50 tokens/s", "< 0.5 ms", p99?.Median, v => v < 0.5, v => $"{Figures.Number(v)} ms");
    }

    private static Goal Ratio(IReadOnlyList<PacingRow> rows)
    {
        var (ours, theirs) = (P99(rows, Contender.Edgequake), P99(rows, Contender.TaskDelay));
        return Of("the same against task-delay in this run", "≤ 1/8", ours?.Median / theirs?.Median, v => v <= 0.125, v => string.Create(CultureInfo.InvariantCulture, $"1/{1 / v:0.#}"));
    }

    private static Goal Drift(IReadOnlyList<PacingRow> rows, double seconds)
    {
        var drift = seconds < Minute ? null : Middle.Of(Ours(rows).Select(r => Middle.Of(r.Repeats.Select(m => (double?)Math.Abs(m.Emission.DriftPercent)))?.Median))?.Greatest;
        return Of("drift over a minute, the worst row", "0.0 %", drift, v => v < 0.05, v => string.Create(CultureInfo.InvariantCulture, $"{v:0.0000} %"));
    }

    private static Goal Failures(IReadOnlyList<PacingRow> rows)
    {
        var row = Many(rows);
        return Of("failed streams at 10,000 at once", "0", row?.Failed, v => v == 0, v => string.Create(CultureInfo.InvariantCulture, $"{v:0}"));
    }

    private static Goal Memory(IReadOnlyList<PacingRow> rows)
    {
        var size = Middle.Of(Many(rows)?.Repeats.Select(m => (double?)m.KilobytesPerStream) ?? []);
        return Of("memory of a stream at 10,000 at once", "≤ 12 KB", size?.Median, v => v <= 12, v => $"{Figures.Number(v)} KB");
    }

    private static Goal Of(string what, string target, double? value, Func<double, bool> met, Func<double, string> text) =>
        value is { } v ? new(what, target, text(v), met(v) ? GoalResult.Met : GoalResult.Missed) : new(what, target, "–", GoalResult.NotMeasured);

    private static IEnumerable<PacingRow> Ours(IReadOnlyList<PacingRow> rows) => rows.Where(r => r.Server == Contender.Edgequake);

    private static PacingRow? Many(IReadOnlyList<PacingRow> rows) => Ours(rows).FirstOrDefault(r => r.Streams >= 10_000);

    private static Middle? P99(IReadOnlyList<PacingRow> rows, Contender server) =>
        Middle.Of(rows.FirstOrDefault(r => r.Is(server, PacingLevel.Goal))?.Repeats.Select(m => (double?)m.Emission.Lateness.P99) ?? []);
}
