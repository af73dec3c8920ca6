using System.Globalization;
using System.Text;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>A comparison as text, worst first: each change with its case, its level and the reason of the failure.</summary>
public static class ComparisonText
{
    /// <summary>The whole report; ends with the verdict on the change.</summary>
    public static string Render(ConformanceComparison comparison)
    {
        var text = new StringBuilder();
        Section(text, "worse", comparison.Worse, "failed");
        Section(text, "better", comparison.Better, "failed before");
        Section(text, "no longer judged", comparison.Lost, "now");
        Section(text, "judged for the first time", comparison.Won, "now");
        foreach (var client in comparison.OnlyOne)
            text.Append(CultureInfo.InvariantCulture, $"not compared: {client}\n");
        text.Append(CultureInfo.InvariantCulture, $"{comparison.Worse.Count} worse, {comparison.Better.Count} better, {comparison.Lost.Count} no longer judged, {comparison.Won.Count} judged for the first time, {comparison.Same} as before\n");
        return text.ToString();
    }

    private static void Section(StringBuilder text, string title, IReadOnlyList<VerdictChange> changes, string why)
    {
        foreach (var client in changes.GroupBy(c => c.Client))
        {
            var first = client.First();
            var versions = first.VersionBefore == first.VersionAfter ? first.VersionAfter : $"{first.VersionBefore} → {first.VersionAfter}";
            text.Append(CultureInfo.InvariantCulture, $"{title}: {client.Key} {versions}\n");
            foreach (var c in client)
                text.Append(CultureInfo.InvariantCulture, $"  {c.Level,-6} {c.Case} ({c.Api}): {Word(c.Was)} → {Word(c.Is)}{(c.Reason is null ? "" : $"; {why}: {c.Reason}")}\n");
        }
    }

    private static string Word(VerdictStatus? status) => status is { } s ? Words.Of(s) : "not in the run";
}
