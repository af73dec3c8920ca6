using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>The second witness: what the server saw, key by key against a flat expectation. Requests that the transport repeated by itself are left out.</summary>
internal static class ServerWitness
{
    /// <summary>Stamps are taken on two threads of a clock that ticks finer than this; a wait shorter by less is no finding.</summary>
    internal static readonly TimeSpan Granularity = TimeSpan.FromMilliseconds(2);

    internal static IEnumerable<Finding> Compare(Expectation expect, Shows shows, BoundCase bound, Run run)
    {
        var requests = Attempts(run.Journal);
        foreach (var note in run.Journal.SelectMany(e => e.Notes).Where(n => n.StartsWith("unmet", StringComparison.Ordinal)))
            yield return new("server", "require", "a request as the case requires it", Rest(note), Harm.Behaviour);
        foreach (var (from, location, asked) in Astray(bound, run.Journal))
            yield return new("server", "location", $"the address that location {Quoted.Text(location)} means at {from.Facts.Path}", $"{asked.Facts.Method} {asked.Facts.Target}", Harm.Behaviour);
        if (expect.Attempts is { } attempts && shows.Key("attempts") && !attempts.Contains(requests.Count))
            yield return new("server", "attempts", attempts.ToString(), $"{requests.Count}", Harm.Behaviour);
        if (expect.Server is not { } server || !shows.Key("server"))
            yield break;
        if (server.Requests is { } range && !range.Contains(requests.Count))
            yield return new("server", "server.requests", range.ToString(), $"{requests.Count}", Harm.Behaviour);
        foreach (var finding in Gaps(server.Gaps, bound, requests).Concat(Headers(server.Header, requests)))
            yield return finding;
        foreach (var finding in server.Backoff is { } rule ? Backoff.Compare(rule, run.Client.Policy, Waits(bound, requests)) : [])
            yield return finding;
        if (server.SameBody && requests.Skip(1).Any(r => !r.Facts.Body.Span.SequenceEqual(requests[0].Facts.Body.Span)))
            yield return new("server", "server.same-body", "the same body on every attempt", "bodies differ", Harm.Behaviour);
        if (server.ClosedBy is { } who && requests.Count > 0 && ClosedBy(requests[^1]) is var closed && !string.Equals(who, closed, StringComparison.Ordinal))
            yield return new("server", "server.closed-by", who, closed, Harm.Leak, Timing: closed == "nobody");
    }

    /// <summary>Requests that count as attempts, in order.</summary>
    internal static IReadOnlyList<JournalEntry> Attempts(IReadOnlyList<JournalEntry> journal) => [.. journal.Where(e => !e.TransportRetry)];

    /// <summary>Requests for no known route that a redirect was the last answer before: the client was sent there by us, and read the location wrong.</summary>
    internal static IEnumerable<(JournalEntry From, string Location, JournalEntry Asked)> Astray(BoundCase bound, IReadOnlyList<JournalEntry> journal) =>
        from pair in journal.Zip(journal.Skip(1))
        where Unmatched(pair.Second) is not null && Played(bound, pair.First) is { Status: >= 300 and < 400 }
        from location in Played(bound, pair.First)!.Headers.Where(h => h.Name.Equals("location", StringComparison.OrdinalIgnoreCase)).Take(1)
        select (pair.First, location.Value, pair.Second);

    /// <summary>The note about a route that nothing answers; null when the request had an answer.</summary>
    internal static string? Unmatched(JournalEntry entry) => entry.Notes.FirstOrDefault(n => n.StartsWith("unmatched", StringComparison.Ordinal));

    /// <summary>The wait before each attempt but the first: from the earliest moment that the client could know, so a lower bound never wrongs it.</summary>
    internal static IReadOnlyList<TimeSpan> Waits(BoundCase bound, IReadOnlyList<JournalEntry> requests) =>
        [.. requests.Zip(requests.Skip(1), (before, after) => after.At - Known(bound, before))];

    private static TimeSpan Known(BoundCase bound, JournalEntry entry)
    {
        // A status of 400 or more is known with the head; the body need not be read.
        if (entry.HeadSentAt is { } head && Played(bound, entry)?.Status >= 400)
            return head;
        var end = entry.End?.At ?? (entry.Writes.Count > 0 ? entry.Writes[^1].Sent : entry.HeadSentAt ?? entry.At);
        return entry.Peer is { } peer && peer.At < end ? peer.At : end;
    }

    private static Attempt? Played(BoundCase bound, JournalEntry entry)
    {
        var exchange = bound.Scenario.Exchanges.ElementAtOrDefault(entry.Exchange);
        return exchange is null || entry.Attempt == 0 ? null : exchange.Attempts[Math.Min(entry.Attempt, exchange.Attempts.Count) - 1];
    }

    private static IEnumerable<Finding> Gaps(IReadOnlyList<TimeSpan> bounds, BoundCase bound, IReadOnlyList<JournalEntry> requests)
    {
        var waits = Waits(bound, requests);
        for (var i = 0; i < Math.Min(bounds.Count, waits.Count); i++)
        {
            if (waits[i] + Granularity < bounds[i])
                yield return new("server", "server.gaps", $">= {Seconds(bounds[i])} before attempt {i + 2}", Seconds(waits[i]), Harm.Behaviour, Timing: true);
        }

        if (waits.Count < bounds.Count)
            yield return new("server", "server.gaps", $"{bounds.Count + 1} requests", $"{requests.Count}", Harm.Behaviour);
    }

    private static IEnumerable<Finding> Headers(IReadOnlyDictionary<string, string?> expected, IReadOnlyList<JournalEntry> requests)
    {
        if (requests.Count == 0)
            yield break;
        foreach (var (name, value) in expected)
        {
            var actual = requests[^1].Facts.Header(name);
            if (value is null ? actual is not null : value == "*" ? actual is null : !string.Equals(value, actual, StringComparison.Ordinal))
                yield return new("server", "server.header", $"{name}: {value ?? "absent"}", actual ?? "absent", Harm.Behaviour);
        }
    }

    private static string ClosedBy(JournalEntry last) =>
        last.Peer is { } peer && (last.End is null || last.End.Done == "peer-closed" || peer.At <= last.End.At) ? "client"
        : last.End is null || last.End.Done == "stall" ? "nobody"
        : "server";

    private static string Rest(string note) => note.IndexOf(' ') is var space and > 0 ? note[(space + 1)..].TrimStart(':', ' ') : note;

    internal static string Seconds(TimeSpan t) => t.TotalSeconds >= 1 ? $"{t.TotalSeconds:0.##} s" : $"{t.TotalMilliseconds:0.#} ms";
}
