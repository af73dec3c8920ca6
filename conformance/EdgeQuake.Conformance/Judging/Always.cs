using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>What no case has to ask for, since it is wrong everywhere: no end, text twice without saying so, a secret in a message.</summary>
internal static class Always
{
    private static readonly string[] SecretHeaders = ["authorization", "proxy-authorization", "x-api-key", "api-key", "cookie"];

    internal static IEnumerable<Finding> Compare(BoundCase bound, Run run)
    {
        if (run.Transcript.Hung)
        {
            yield return new(
                "client", "outcome", bound.Scenario.Expect.Outcome is { } o ? Words.Of(o) : "an end",
                $"none {ServerWitness.Seconds(bound.Scenario.Expect.Within)} after it connected", Harm.Hang, Timing: true);
        }

        if (ShownTwice(run) is { } twice)
            yield return new("client", "text", "text once, or a restart announced before it begins again", $"{Quoted.Text(twice)} shown twice", Harm.Text);
        if (run.Transcript.End?.Message is { Length: > 0 } message && Leaked(bound, message) is { } header)
            yield return new("client", "message", $"no secret in the message", $"the value of {header} in it", Harm.Leak);
    }

    /// <summary>Text that a first attempt showed and a later one of the same exchange showed again, with no restart between; null when none.</summary>
    private static string? ShownTwice(Run run)
    {
        foreach (var again in ServerWitness.Attempts(run.Journal).GroupBy(e => e.Exchange).SelectMany(g => g.Skip(1)))
        {
            // Only since the last announced restart before, and up to the next one after, the new attempt.
            var before = run.Transcript.Items.TakeWhile(i => i.At <= again.At).ToList();
            var after = run.Transcript.Items.Skip(before.Count).TakeWhile(i => i is not TranscriptItem.Restart);
            var shown = string.Concat(before.Skip(before.FindLastIndex(i => i is TranscriptItem.Restart) + 1).OfType<TranscriptItem.Token>().Select(t => t.Text));
            if (shown.Length > 0 && string.Concat(after.OfType<TranscriptItem.Token>().Select(t => t.Text)).StartsWith(shown, StringComparison.Ordinal))
                return shown;
        }

        return null;
    }

    private static string? Leaked(BoundCase bound, string message) =>
        bound.Scenario.Client.Headers
            .Where(h => SecretHeaders.Contains(h.Name, StringComparer.OrdinalIgnoreCase))
            .Where(h => Secret(h.Value) is { Length: >= 4 } secret && message.Contains(secret, StringComparison.Ordinal))
            .Select(h => h.Name).FirstOrDefault();

    // "Bearer sk-1": the scheme is no secret.
    private static string Secret(string value) => value[(value.LastIndexOf(' ') + 1)..];
}
