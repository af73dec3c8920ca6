using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>Holds a scenario against itself: what it plays, read back to the letter, must be what it expects. A file that disagrees is wrong and is refused.</summary>
/// <remarks>
/// Compared are outcome, events, text, tokens, texts, sources and malformed, in every cell and for every declared policy; not attempts, kinds of failure or times.
/// </remarks>
public static class Verification
{
    /// <summary>Where the scenario's own expectation is wrong; empty when it holds.</summary>
    public static IReadOnlyList<Problem> Check(Scenario scenario) =>
        [.. OneStream.All(scenario).SelectMany(s => Branch.All(s.Expect).SelectMany(b => s.Cells.SelectMany(c => Check(s, b, c)).Take(1))).Distinct()];

    private static IEnumerable<Problem> Check(Scenario scenario, Branch branch, Cell cell)
    {
        var mode = branch.Mode;
        var read = Reading.Of(scenario, cell, mode, scenario.Exchanges.Count - 1, branch.Attempts(scenario, cell, mode));
        return Differences(scenario, branch.Flat, read).Select(d => Problem(scenario, branch.Flat, cell, d.Key, d.Expected, d.Actual));
    }

    private static IEnumerable<(string Key, string Expected, string Actual)> Differences(Scenario scenario, Expectation e, Reading read)
    {
        var plain = scenario.Protocol is Protocol.Sse or Protocol.Raw;
        if (e.Outcome is { } outcome && outcome != read.Outcome)
            yield return ("outcome", Words.Of(outcome), Words.Of(read.Outcome));
        if (e.Text is { } text && !string.Equals(text, read.Text, StringComparison.Ordinal))
        {
            var (expected, actual) = Quoted.Pair(text, read.Text);
            yield return ("text", expected, actual);
        }

        if (e.TextSha256 is { } hash && Hashed.Sha256(read.Text) is var actually && hash != actually)
            yield return ("text-sha256", hash, actually);
        if (e.Events is { } events && plain && !Same(events, read.Events))
            yield return ("events", Show(events), Show(read.Events));
        if (plain)
            yield break;
        if (e.Tokens is { } tokens && tokens != read.Tokens)
            yield return ("tokens", $"{tokens}", $"{read.Tokens}");
        // Clients have one kind of piece, so a count of tokens needs the count of texts beside it.
        if ((e.Texts ?? e.Tokens) is not null && (e.Texts ?? 0) != read.Texts)
            yield return ("texts", $"{e.Texts ?? 0}", $"{read.Texts}");
        if (e.Sources is { } sources && !sources.SequenceEqual(read.Sources, StringComparer.Ordinal))
            yield return ("sources", Quoted.List(sources), Quoted.List(read.Sources));
        if (e.Malformed is { } malformed && malformed != read.Malformed)
            yield return ("malformed", $"{malformed}", $"{read.Malformed}");
    }

    private static bool Same(IReadOnlyList<ExpectedEvent> expected, IReadOnlyList<ExpectedEvent> actual) =>
        expected.Count == actual.Count && expected.Zip(actual).All(p =>
            string.Equals(p.First.Type ?? "message", p.Second.Type, StringComparison.Ordinal)
            && (p.First.Data is null || string.Equals(p.First.Data, p.Second.Data, StringComparison.Ordinal))
            && (p.First.Id is null || string.Equals(p.First.Id, p.Second.Id, StringComparison.Ordinal)));

    private static string Show(IReadOnlyList<ExpectedEvent> events) =>
        $"[{string.Join(", ", events.Take(6).Select(e => $"{e.Type ?? "message"} {Quoted.Text(e.Data)}{(string.IsNullOrEmpty(e.Id) ? "" : $" id {Quoted.Text(e.Id)}")}"))}{(events.Count > 6 ? $", … {events.Count} events" : "")}]";

    private static Problem Problem(Scenario scenario, Expectation e, Cell cell, string key, string expected, string actual)
    {
        var where = e.Where.Line > 0 ? e.Where : scenario.Where;
        return new(where.File, where.Line, where.Column, $"{scenario.Id}{cell}: the script gives {key} {actual}, but expects {expected}", "an expectation that the script fulfils");
    }
}
