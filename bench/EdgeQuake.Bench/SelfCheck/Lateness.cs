using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>Client stamps against the server's journal, token by token: true is the stamp just before the send, on the same clock.</summary>
internal static class Lateness
{
    /// <summary>Receive − send of each token, in ms. Writes that the kernel did not take at once are left out: their stamp is not when they left.</summary>
    /// <param name="zero">Clock time that the timeline counts from.</param>
    public static IEnumerable<double> Of(StreamTimeline stream, TimeSpan zero, IReadOnlyList<SentToken> sent)
    {
        for (var i = 0; i < Math.Min(stream.Tokens.Count, sent.Count); i++)
        {
            if (!sent[i].Blocked)
            {
                yield return (stream.Tokens[i].At + zero - sent[i].At).TotalMilliseconds;
            }
        }
    }

    /// <summary>The tokens of a journal entry in order: a write that completes several tokens counts once for each.</summary>
    public static IReadOnlyList<SentToken> Sent(JournalEntry entry) =>
        [.. entry.Writes.SelectMany(w => Enumerable.Repeat(new SentToken(w.Sent, w.Planned, w.Blocked), w.Tokens))];
}

/// <summary>One token as the server sent it, on the clock that both processes share.</summary>
internal readonly record struct SentToken(TimeSpan At, TimeSpan Planned, bool Blocked);
