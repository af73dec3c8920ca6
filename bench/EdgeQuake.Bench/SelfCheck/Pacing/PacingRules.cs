using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>May the rows be believed? Pure.</summary>
internal static class PacingRules
{
    private const double Kept = 0.99;

    public static Validity Judge(IReadOnlyList<PacingRow> rows)
    {
        var others = OthersRule.Judge([.. rows.SelectMany(r => r.Repeats).Select(m => m.OthersShare)]);
        Finding[] findings = [.. others.Findings, .. Rates(rows)];
        return new(findings.Length == 0 ? Trust.Valid : findings.Max(f => f.Trust), findings, null);
    }

    private static IEnumerable<Finding> Rates(IReadOnlyList<PacingRow> rows) =>
        from row in rows
        let share = Middle.Of(row.Repeats.Select(m => (double?)m.Emission.RateShare))
        where share is { Median: < Kept }
        select new Finding(
            Trust.Degraded,
            $"{Words.Of(row.Server)} at {Figures.Count(row.Streams)} × {row.Rate:0.#}/s sent {Figures.Percent(share!.Value.Median)} of the rate asked: beyond what this machine carries with both ends on it");
}
