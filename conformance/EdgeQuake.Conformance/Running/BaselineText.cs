using System.Text;

namespace EdgeQuake.Conformance;

/// <summary>The text of a baseline.yaml for a run: every failure, with the reasons that were known, and the others left empty for someone who knows the client.</summary>
/// <remarks>An empty reason is refused when the baseline is read: a failure is known only when somebody has said why.</remarks>
public static class BaselineText
{
    /// <summary>The failures of a client, one line a case; a case that failed through some of its apis only is named with them.</summary>
    public static string Of(ConformanceRun run)
    {
        var text = new StringBuilder("# What the client says, and the rule that it breaks. These cases still run, and must still fail.\n");
        var failed = run.Verdicts.Where(v => v.Status == VerdictStatus.Failed).ToList();
        foreach (var group in failed.GroupBy(v => v.Case))
        {
            var everywhere = run.Verdicts.Where(v => v.Case == group.Key).All(v => v.Status != VerdictStatus.Passed);
            var known = group.Select(v => run.Baseline?.For(v)).Distinct().ToList();
            if (everywhere && known.Count == 1)
                Append(text, group.Key, group.First(), known[0]);
            else
                foreach (var v in group)
                    Append(text, $"{v.Case}@{v.Api}", v, run.Baseline?.For(v));
        }

        return failed.Count == 0 ? "[]\n" : text.ToString();
    }

    private static void Append(StringBuilder text, string id, Verdict verdict, KnownFailure? known)
    {
        if (known is null)
            text.Append("# ").Append(OneLine(verdict.Reason ?? "")).Append('\n');
        text.Append("- case: ").Append(id).Append("\n  reason: '").Append((known?.Reason ?? "").Replace("'", "''", StringComparison.Ordinal)).Append("'\n");
        if (known?.Issue is { } issue)
            text.Append("  issue: ").Append(issue).Append('\n');
        if (known?.Expires is { } day)
            text.Append("  expires: ").Append(day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)).Append('\n');
    }

    private static string OneLine(string reason) => string.Concat(reason.Select(c => char.IsControl(c) ? ' ' : c));
}
