using System.Globalization;

namespace EdgeQuake.Bench;

/// <summary>Rows → the goals met, missed or not measured; pure. Only rows of one manner are compared, by their medians.</summary>
internal static class ThroughputGoals
{
    public static IReadOnlyList<Goal> Judge(IReadOnlyList<ThroughputRow> rows) =>
    [
        Of("CPU per event without a pace, against a bare socket loop", "≤ 1.3 ×", Cost(rows, Manner.Apart, Contender.Edgequake) / Cost(rows, Manner.Apart, Contender.Bare), v => v <= 1.3),
        Of("events per CPU second against aimock, merged as aimock merges", "≥ 10 ×", Cost(rows, Manner.Merged, Contender.Aimock) / Cost(rows, Manner.Merged, Contender.Edgequake), v => v >= 10),
        Of("the same, each event paced in a send of its own", "≥ 10 ×", Cost(rows, Manner.Paced, Contender.Aimock) / Cost(rows, Manner.Paced, Contender.Edgequake), v => v >= 10),
        Of("the same, our sends apart against aimock's merged", "≥ 10 ×", Cost(rows, Manner.Merged, Contender.Aimock) / Cost(rows, Manner.Apart, Contender.Edgequake), v => v >= 10),
    ];

    private static Goal Of(string what, string target, double? ratio, Func<double, bool> met) => ratio is { } v
        ? new(what, target, string.Create(CultureInfo.InvariantCulture, $"{v:0.##} ×"), met(v) ? GoalResult.Met : GoalResult.Missed)
        : new(what, target, "–", GoalResult.NotMeasured);

    private static double? Cost(IReadOnlyList<ThroughputRow> rows, Manner manner, Contender server) =>
        rows.FirstOrDefault(r => r.Manner == manner && r.Server == server)?.Cost?.Median;
}
