using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>What a user read: text, events and how many pieces it came in. The worst harm is here, so both what the client holds and what it showed must be right.</summary>
internal static class TextWitness
{
    internal static IEnumerable<Finding> Compare(Expectation expect, Shows shows, BoundCase bound, Reported seen)
    {
        if (expect.Events is { } events && shows.Key("events"))
        {
            foreach (var finding in Events(events, seen.Events))
                yield return finding;
        }
        else if (expect.Text is { } text)
        {
            foreach (var finding in Text(text, shows, bound.Scenario.Client.Turns.Count > 0, seen))
                yield return finding;
        }

        if (expect.TextSha256 is { } hash && Hash(hash, shows, seen) is { } other)
            yield return other;

        // The transcript has one kind of piece: typed tokens and plain text are counted together.
        if (expect.Tokens is null && expect.Texts is null || !shows.Key("tokens"))
            yield break;
        var pieces = (expect.Tokens ?? 0) + (expect.Texts ?? 0);
        if (seen.Tokens.Count != pieces && seen.Tokens.Count(t => t.Length > 0) != pieces)
            yield return new("client", "tokens", $"{pieces}", $"{seen.Tokens.Count}", Harm.Behaviour);
    }

    private static IEnumerable<Finding> Text(string expected, Shows shows, bool turns, Reported seen)
    {
        if (seen.End?.Text is { } held && !Same(expected, held, shows.Exec))
        {
            yield return Differs(expected, held);
        }
        else if (seen.End?.Text is null || seen.AnyToken)
        {
            // A conversation shows the answers of earlier turns too; the expectation is of the last.
            var shown = seen.Shown;
            var right = turns ? shown.EndsWith(expected, StringComparison.Ordinal) : Same(expected, shown, shows.Exec);
            if (!right)
                yield return Differs(expected, shown);
        }
    }

    private static Finding? Hash(string expected, Shows shows, Reported seen)
    {
        var text = seen.End?.Text ?? seen.Shown;
        var printed = shows.Exec && text.EndsWith('\n') ? text[..^(text.EndsWith("\r\n", StringComparison.Ordinal) ? 2 : 1)] : text;
        if (Hashed.Sha256(text) == expected || Hashed.Sha256(printed) == expected)
            return null;
        return new("client", "text", $"the text with SHA-256 {expected[..12]}…", $"{text.Length} characters with SHA-256 {Hashed.Sha256(text)[..12]}…", Harm.Text);
    }

    // A plain command may end its output with one newline, as print does.
    private static bool Same(string expected, string actual, bool exec) =>
        string.Equals(expected, actual, StringComparison.Ordinal)
        || (exec && (string.Equals(expected + "\n", actual, StringComparison.Ordinal) || string.Equals(expected + "\r\n", actual, StringComparison.Ordinal)));

    private static Finding Differs(string expected, string actual)
    {
        var (e, a) = Quoted.Pair(expected, actual);
        return new("client", "text", e, a, Harm.Text);
    }

    private static IEnumerable<Finding> Events(IReadOnlyList<ExpectedEvent> expected, IReadOnlyList<TranscriptItem.Event> actual)
    {
        for (var i = 0; i < Math.Min(expected.Count, actual.Count); i++)
        {
            var (e, a) = (expected[i], actual[i]);
            if (e.Data is { } data && !string.Equals(data, a.Data, StringComparison.Ordinal))
            {
                var (quotedExpected, quotedActual) = Quoted.Pair(data, a.Data);
                yield return new("client", "events", $"event {i + 1} with data {quotedExpected}", $"data {quotedActual}", Harm.Text);
                yield break;
            }

            var type = string.IsNullOrEmpty(a.Type) ? "message" : a.Type;
            if (!string.Equals(e.Type ?? "message", type, StringComparison.Ordinal))
                yield return new("client", "events", $"event {i + 1} of type {Quoted.Text(e.Type ?? "message")}", $"type {Quoted.Text(type)}", Harm.Syntax);
            if (e.Id is { } id && !string.Equals(id, a.Id ?? "", StringComparison.Ordinal))
                yield return new("client", "events", $"event {i + 1} with id {Quoted.Text(id)}", $"id {Quoted.Text(a.Id)}", Harm.Syntax);
        }

        if (expected.Count != actual.Count)
            yield return new("client", "events", Count(expected.Count, expected.Select(e => e.Data)), Count(actual.Count, actual.Select(e => e.Data)), Harm.Text);
    }

    private static string Count(int n, IEnumerable<string?> data) =>
        n == 0 ? "no event" : $"{n} event{(n == 1 ? "" : "s")} {Quoted.List(data.Take(8).Select(d => d ?? "*"))}";
}
