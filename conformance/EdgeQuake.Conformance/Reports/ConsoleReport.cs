using System.Globalization;
using System.Text;

namespace EdgeQuake.Conformance;

/// <summary>The run for a terminal, as plain text: failures by harm with their rule in a sentence, a table by profile, and what to type next.</summary>
public static class ConsoleReport
{
    private const int Width = 110;

    /// <summary>The text; lines end with LF, and the last one says what to type next.</summary>
    public static string Render(ConformanceResult result)
    {
        var text = new StringBuilder();
        foreach (var run in result.Clients)
        {
            Client(text, run, result);
        }

        return text.Append("Next: ").Append(Next(result)).Append('\n').ToString();
    }

    private static void Client(StringBuilder text, ConformanceRun run, ConformanceResult result)
    {
        var client = run.Client;
        text.Append($"{client.Name} {client.Version} ({client.Language}, {Way(client.Way)}; {string.Join(", ", client.Apis)})\n");
        if (client.Source is not null)
        {
            text.Append($"  source: {client.Source}\n");
        }

        if (run.Doctor is { Well: false } doctor)
        {
            text.Append($"  doctor: {doctor.Mistake}\n");
        }
        else if (run.Broke is not null)
        {
            text.Append($"  stopped: {run.Broke}\n");
        }

        Failures(text, run, result);
        Broken(text, run);
        Known(text, run);
        Table(text, run);
    }

    private static void Failures(StringBuilder text, ConformanceRun run, ConformanceResult result)
    {
        var rules = result.Rules.ToDictionary(r => r.Id, StringComparer.Ordinal);
        var failed = run.Verdicts.Where(v => Standings.Of(run, v) is Standing.Failed or Standing.Warned)
            .OrderBy(HarmWords.Worst).ThenBy(v => v.Level == "MUST" ? 0 : 1).ThenBy(v => v.Case, StringComparer.Ordinal);
        foreach (var group in failed.GroupBy(HarmWords.Worst))
        {
            text.Append($"\n  {HarmWords.Of(group.Key).ToUpperInvariant()}\n");
            foreach (var verdict in group)
            {
                text.Append($"  ✗ {verdict.Case}  {verdict.Level}, {verdict.Profile} by {verdict.Api}\n");
                Wrapped(text, "rule", rules.GetValueOrDefault(verdict.Case)?.About);
                Wrapped(text, "seen", verdict.Reason);
                foreach (var more in verdict.Findings.Skip(1).Take(3))
                {
                    Wrapped(text, "also", Sentences.Of(more));
                }
            }
        }
    }

    private static void Broken(StringBuilder text, ConformanceRun run)
    {
        foreach (var verdict in run.Verdicts.Where(v => v.Status == VerdictStatus.Broken))
        {
            text.Append($"\n  ! {verdict.Case}  broken: the harness or the adapter, not the client\n");
            Wrapped(text, "seen", verdict.Reason);
        }
    }

    private static void Known(StringBuilder text, ConformanceRun run)
    {
        if (run.Baseline is not { } baseline)
        {
            return;
        }

        if (baseline.Known.Count > 0)
        {
            text.Append($"\n  {baseline.Known.Count} known failure{(baseline.Known.Count == 1 ? "" : "s")}: {string.Join(", ", baseline.Known.Select(k => k.Case).Distinct(StringComparer.Ordinal))}\n");
        }

        foreach (var stale in baseline.Stale)
        {
            text.Append($"  ! baseline: {stale}\n");
        }
    }

    private static void Table(StringBuilder text, ConformanceRun run)
    {
        if (run.Verdicts.Count == 0)
        {
            return;
        }

        var tallies = Tally.Of(run);
        var first = Math.Max(8, tallies.Max(t => t.Profile.Length));
        text.Append($"\n  {"profile".PadRight(first)}{string.Concat(Standings.All.Select(s => Standings.Word(s).PadLeft(9)))}\n");
        foreach (var tally in tallies)
        {
            text.Append($"  {tally.Profile.PadRight(first)}{string.Concat(Standings.All.Select(s => (tally[s] == 0 ? "·" : tally[s].ToString()).PadLeft(9)))}\n");
        }

        var (observed, all) = Tally.Parsing(run);
        text.Append($"  parsing rules really observed: {observed} of {all}{(run.Interrupted ? " (interrupted: the rest was not run)" : "")}\n{Time(run.Timing)}\n");
    }

    // The waiting ones apart: their time says what the cases ask for, not how fast anything is.
    private static string Time(RunTiming? timing)
    {
        if (timing is null)
            return "";
        string?[] parts =
        [
            timing.Quick > 0 ? Part(timing.QuickTook, timing.Quick, "that need not wait") : null,
            timing.Waiting > 0 ? Part(timing.WaitingTook, timing.Waiting, $"that wait, at most {Waiting.AtOnce} at a time") : null,
            timing.Again > 0 ? Part(timing.AgainTook, timing.Again, "run again alone") : null,
        ];
        return $"  time: {string.Join("; ", parts.Where(p => p is not null))}\n";
    }

    private static string Part(TimeSpan took, int cases, string which) =>
        $"{took.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture)} s for {cases} case{(cases == 1 ? "" : "s")} {which}";

    private static string Next(ConformanceResult result)
    {
        var worst = result.Clients.SelectMany(r => r.Verdicts.Where(v => Standings.Of(r, v) is Standing.Failed or Standing.Warned))
            .OrderBy(v => v.Level == "MUST" ? 0 : 1).ThenBy(HarmWords.Worst).ThenBy(v => v.Case, StringComparer.Ordinal).FirstOrDefault();
        return result.Clients.Any(r => r.Broke is not null || r.Doctor is { Well: false }) ? "edgequake-harness doctor, with the same client: it says what to mend first"
            : worst is not null ? $"edgequake-harness explain {worst.Case}"
            : result.Clients.Any(r => r.Count(VerdictStatus.Broken) > 0) ? "edgequake-harness doctor, with the same client"
            : result.Clients.Any(r => r.Interrupted) ? "the same command again: this run was interrupted"
            : "edgequake-harness load URL, to measure what was just judged";
    }

    private static string Way(WayIn way) => way switch { WayIn.Exec => "plain command", WayIn.Stdio => "adapter", WayIn.Http => "page", WayIn.Observed => "observed", WayIn.Relay => "relay", _ => "in process" };

    private static void Wrapped(StringBuilder text, string label, string? sentence)
    {
        if (string.IsNullOrWhiteSpace(sentence))
        {
            return;
        }

        var column = 0;
        text.Append($"      {label}: ");
        foreach (var word in sentence.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (column > 0 && column + word.Length > Width - 12)
            {
                text.Append("\n            ");
                column = 0;
            }

            text.Append(column > 0 ? " " : "").Append(string.Concat(word.Select(c => char.IsControl(c) ? '·' : c)));
            column += word.Length + 1;
        }

        text.Append('\n');
    }
}
