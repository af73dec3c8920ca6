using System.Text;

namespace EdgeQuake.Conformance.XunitV3;

/// <summary>What a failed test says: the rule and where it stands, then every finding of both witnesses, then what to type to see it again.</summary>
internal static class FailureText
{
    public static string Of(Case c, Verdict verdict)
    {
        var text = new StringBuilder($"{c.Id}{verdict.Cell} ({verdict.Api}): {c.Scenario.About ?? verdict.Reason}\n");
        foreach (var clause in c.Facts.Spec)
            text.Append($"  rule: \"{clause.Quote}\" ({clause.Url})\n");
        if (c.Facts.Why is { } why)
            text.Append($"  why:  {why}\n");
        if (verdict.CellsRun > 1)
            text.Append($"  failed in {verdict.CellsFailed} of {verdict.CellsRun} framings\n");
        foreach (var finding in verdict.Findings)
            text.Append($"  {finding.Witness}: {finding.Key} expected {finding.Expected}, got {finding.Actual}\n");
        if (verdict.Findings.Count == 0)
            text.Append($"  {verdict.Reason}\n");
        return text.Append($"  more: edgequake-harness explain {c.Id}").ToString();
    }
}
