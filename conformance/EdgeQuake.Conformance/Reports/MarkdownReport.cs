using System.Globalization;
using System.Text;

namespace EdgeQuake.Conformance;

/// <summary>The run as a page of Markdown for results/ and pull requests: how each client stands, and every failure with its rule in a sentence.</summary>
public static class MarkdownReport
{
    public static string Render(ConformanceResult result)
    {
        var header = result.Header;
        var text = new StringBuilder("# Conformance of streaming clients\n\n");
        text.Append($"{header.StartedUtc.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC, {Cell(header.Tool)} at {Cell(header.Commit)}, {Cell(header.Runtime)}, {Cell(header.Machine)}, seed {header.Seed}, {result.Rules.Count} cases.\n\n");
        text.Append($"| client |{string.Concat(Standings.All.Select(s => $" {Standings.Word(s)} |"))} parsing rules observed |\n|---|{string.Concat(Standings.All.Select(_ => "--:|"))}---|\n");
        foreach (var run in result.Clients)
        {
            var all = Tally.Of(run)[^1];
            var (observed, of) = Tally.Parsing(run);
            text.Append($"| {Cell(run.Client.Name)} {Cell(run.Client.Version)} |{string.Concat(Standings.All.Select(s => $" {all[s]} |"))} {observed} of {of}{(run.Interrupted ? ", interrupted" : "")} |\n");
        }

        foreach (var client in result.Clients.Select(r => r.Client).Where(c => c.Source is not null))
        {
            text.Append($"\n{Cell(client.Name)} is no package: judged from {Cell(client.Source!)}.\n");
        }

        foreach (var run in result.Clients)
        {
            Failures(text, run, result);
        }

        return text.ToString();
    }

    private static void Failures(StringBuilder text, ConformanceRun run, ConformanceResult result)
    {
        var rules = result.Rules.ToDictionary(r => r.Id, StringComparer.Ordinal);
        var failed = run.Verdicts.Where(v => v.Status is VerdictStatus.Failed or VerdictStatus.Broken)
            .OrderBy(HarmWords.Worst).ThenBy(v => v.Case, StringComparer.Ordinal).ToArray();
        if (run.Broke is not null)
        {
            text.Append($"\n## {Cell(run.Client.Name)}\n\nStopped: {Cell(run.Broke)}\n");
        }
        else if (failed.Length > 0)
        {
            text.Append($"\n## {Cell(run.Client.Name)}\n\n| case | level | stands | what it does to a user | rule | seen |\n|---|---|---|---|---|---|\n");
        }

        foreach (var verdict in failed)
        {
            var harm = verdict.Status == VerdictStatus.Broken ? "" : HarmWords.Of(HarmWords.Worst(verdict));
            text.Append($"| `{verdict.Case}` by {verdict.Api} | {verdict.Level} | {Standings.Word(Standings.Of(run, verdict))} | {harm} | {Cell(rules.GetValueOrDefault(verdict.Case)?.About)} | {Cell(verdict.Reason)} |\n");
        }
    }

    /// <summary>Text that cannot break a table: no line breaks, no bars, no markup of its own.</summary>
    private static string Cell(string? text) =>
        string.Concat((text ?? "").Select(c => char.IsControl(c) ? "·" : c is '|' or '<' or '*' or '_' or '`' or '[' or '\\' ? $"\\{c}" : c.ToString()));
}
