using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench.Locust;

/// <summary>Streams that ended since the last report, as entries of Locust's table: time to first token, gaps, end to end, tokens. Pure.</summary>
/// <remarks>
/// Everything is booked in the second in which its stream ended, as Locust books a request. A failed stream is +∞ in a latency, here as in run.json: Locust has no such
/// number, so it stands at an hour in the percentiles, and in no sum, minimum or maximum. "Aggregated" is end to end alone: a mixture of gaps and answers would be a figure of nothing.
/// </remarks>
internal sealed record LocustStats(IReadOnlyList<LocustEntry> Entries, LocustEntry Total, IReadOnlyList<LocustError> Errors, IReadOnlyDictionary<string, int> Users)
{
    private const string Method = "SSE";

    /// <param name="ended">Streams that were interrupted by us are left out: they say nothing about the server.</param>
    /// <param name="zero">Wall-clock time that their stamps count from.</param>
    /// <param name="route">What is asked: <c>/query/stream</c>.</param>
    /// <param name="users">As the master told them.</param>
    public static LocustStats Of(IReadOnlyList<StreamTimeline> ended, DateTimeOffset zero, string route, IReadOnlyDictionary<string, int> users)
    {
        StreamTimeline[] counted = [.. ended.Where(s => s.Class != StreamClass.Interrupted)];
        var (whole, total, first, source, gaps, tokens) = (New("E2E"), new EntryBuilder("Aggregated", "", zero), New("TTFT"), New("first source"), New("ITL"), New("tokens"));
        foreach (var s in counted)
        {
            var (at, metrics) = (zero + s.End, StreamMetrics.Of(s));
            whole.Add(at, metrics["e2e"], !s.Complete, s.Bytes);
            total.Add(at, metrics["e2e"], !s.Complete, s.Bytes);
            first.Add(at, metrics["ttft"]);
            source.Add(at, metrics["first-source"]);
            if (s.Complete)
            {
                Add(gaps, tokens, at, s.Tokens);
            }
        }

        var errors = counted.Where(s => !s.Complete).GroupBy(LocustError.Text).Select(g => new LocustError(Method, $"E2E {route}", g.Key, g.Count()));
        return new([.. new[] { whole, first, source, gaps, tokens }.Select(b => b.Build()).Where(e => e.Requests > 0)], total.Build(), [.. errors], users);
        EntryBuilder New(string name) => new($"{name} {route}", Method, zero);
    }

    /// <summary>Tokens of complete streams, as in every figure: their number is that of requests, so that Locust's rate is tokens a second.</summary>
    private static void Add(EntryBuilder gaps, EntryBuilder tokens, DateTimeOffset at, IReadOnlyList<TokenStamp> stamps)
    {
        for (var i = 0; i < stamps.Count; i++)
        {
            tokens.Count(at, stamps[i].Characters);
            if (i > 0)
            {
                gaps.Add(at, (stamps[i].At - stamps[i - 1].At).TotalMilliseconds);
            }
        }
    }
}

/// <summary>One line of the table of failures.</summary>
/// <param name="Error">The class of the stream and why, without what differs from stream to stream.</param>
internal sealed record LocustError(string Method, string Name, string Error, long Occurrences)
{
    private const int Longest = 160;

    /// <summary>Locust's own: a hash of what makes it one line.</summary>
    public string Key { get; } = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{Method}.{Name}.{Error}")));

    /// <summary><c>http 500: # Internal Server Error: no model</c>. Numbers and ids would make a line of each stream: run.json has them.</summary>
    public static string Text(StreamTimeline s)
    {
        var why = System.Text.RegularExpressions.Regex.Replace(s.Message ?? "", @"\b[0-9a-fA-F-]*[0-9][0-9a-zA-Z.-]*", "#");
        return $"{Words.Of(s.Class)}{(s.Status >= 400 ? $" {s.Status}" : "")}{(why.Length == 0 ? "" : ": ")}{(why.Length > Longest ? why[..Longest] + "…" : why)}";
    }
}
