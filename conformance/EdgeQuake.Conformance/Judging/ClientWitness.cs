using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>The first witness: what the client reported, key by key against a flat expectation.</summary>
internal static class ClientWitness
{
    internal static IEnumerable<Finding> Compare(Expectation expect, Shows shows, BoundCase bound, Reported seen)
    {
        if (seen.End is not { } end)
            return [];
        return [.. Ends(expect, shows, end), .. TextWitness.Compare(expect, shows, bound, seen), .. Details(expect, shows, seen)];
    }

    private static IEnumerable<Finding> Ends(Expectation expect, Shows shows, TranscriptEnd end)
    {
        if (expect.Outcome is { } outcome && !Same(outcome, end.Outcome, shows.YesOrNo))
            yield return new("client", "outcome", Words.Of(outcome), Said(end, shows.Exec), HarmOf(end.Outcome));
        else if (expect.Kind is { } kind && shows.Key("kind") && end.Outcome == Outcome.Failed && end.Kind != kind)
            yield return new("client", "kind", Words.Of(kind), end.Kind is { } k ? Words.Of(k) : "none", Harm.Behaviour);
        if (expect.Code is { } code && shows.Key("code") && !string.Equals(end.Code, code, StringComparison.Ordinal))
            yield return new("client", "code", Quoted.Text(code), Quoted.Text(end.Code), Harm.Behaviour);
        if (expect.RetryAfter is { } after && shows.Key("retry-after") && end.RetryAfter != after)
            yield return new("client", "retry-after", ServerWitness.Seconds(after), end.RetryAfter is { } said ? ServerWitness.Seconds(said) : "none", Harm.Behaviour);
        if (expect.Attempts is { } attempts && shows.Key("attempts") && end.Attempts is { } counted && !attempts.Contains(counted))
            yield return new("client", "attempts", attempts.ToString(), $"{counted}", Harm.Behaviour);
    }

    private static bool Same(Outcome expected, Outcome actual, bool yesOrNo) =>
        yesOrNo ? expected == Outcome.Complete == (actual == Outcome.Complete) : expected == actual;

    private static string Said(TranscriptEnd end, bool exec) =>
        exec ? (end.Outcome == Outcome.Complete ? "complete (exit 0)" : "not complete")
        : Words.Of(end.Outcome) + (end.Kind is { } kind ? $" ({Words.Of(kind)})" : "") + (end.Message is { Length: > 0 } m ? $": {Quoted.Text(m)}" : "");

    private static Harm HarmOf(Outcome said) => said == Outcome.Complete ? Harm.FalseSuccess : Harm.Behaviour;

    private static IEnumerable<Finding> Details(Expectation expect, Shows shows, Reported seen)
    {
        if (expect.Sources is { } sources && shows.Key("sources"))
        {
            var actual = seen.All<TranscriptItem.Source>().Select(s => s.Id).ToList();
            if (!actual.SequenceEqual(sources, StringComparer.Ordinal))
                yield return new("client", "sources", Quoted.List(sources), Quoted.List(actual), Harm.Text);
        }

        if (expect.Malformed is { } malformed && shows.Key("malformed") && seen.All<TranscriptItem.Malformed>().Count is var m && m != malformed)
            yield return new("client", "malformed", $"{malformed}", $"{m}", Harm.Behaviour);
        if (expect.Thinking is { } thinking && shows.Key("thinking"))
        {
            var actual = string.Concat(seen.All<TranscriptItem.Thinking>().Select(t => t.Text));
            if (!string.Equals(actual, thinking, StringComparison.Ordinal))
                yield return new("client", "thinking", Quoted.Text(thinking), Quoted.Text(actual), Harm.Text);
        }

        foreach (var finding in Extras(expect, shows, seen))
            yield return finding;
    }

    private static IEnumerable<Finding> Extras(Expectation expect, Shows shows, Reported seen)
    {
        if (expect.Usage is { } usage && shows.Key("usage"))
        {
            var actual = seen.Last<TranscriptItem.Usage>()?.Json;
            if (usage == "null" ? actual is not null : actual is null || !JsonValue.Holds(usage, actual))
                yield return new("client", "usage", usage == "null" ? "nothing" : usage, actual ?? "nothing", Harm.Behaviour);
        }

        if (expect.Finish is { } finish && shows.Key("finish"))
        {
            var actual = seen.Last<TranscriptItem.Finish>()?.Reason;
            if (!string.Equals(actual, finish, StringComparison.Ordinal))
                yield return new("client", "finish", Quoted.Text(finish), Quoted.Text(actual), Harm.Behaviour);
        }

        if (expect.ToolCalls is { } calls && shows.Key("tool-calls"))
        {
            var actual = JsonValue.Joined(seen.All<TranscriptItem.ToolCall>());
            if (!JsonValue.Holds(calls, actual))
                yield return new("client", "tool-calls", calls, actual, Harm.Text);
        }

        if (expect.Comments is { } comments && shows.Key("comments"))
        {
            var actual = seen.All<TranscriptItem.Comment>().Select(c => c.Text).ToList();
            if (!actual.SequenceEqual(comments, StringComparer.Ordinal))
                yield return new("client", "comments", Quoted.List(comments), Quoted.List(actual), Harm.Syntax);
        }
    }
}
