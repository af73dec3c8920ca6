using System.Text.Json.Serialization;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>Did tokens come one by one, or did something on the way hold them back? Judged from stamps alone.</summary>
/// <param name="Class">Null with fewer than four token events: too few to say.</param>
/// <param name="Bunched">Share of token events, of those after the first, that came in the same read as, or within 1 ms of, the one before.</param>
/// <param name="LongestBurst">Most token events in a row with no more than 1 ms between two.</param>
public readonly record struct Delivery(DeliveryClass? Class, double Bunched, int LongestBurst)
{
    private const int Fewest = 4;
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(1);

    public static Delivery Of(IReadOnlyList<TokenStamp> tokens)
    {
        var close = 0;
        for (var i = 1; i < tokens.Count; i++)
        {
            close += AtOnce(tokens, i, Together) ? 1 : 0;
        }

        var longest = Longest(tokens, Together).Length;
        var share = tokens.Count > 1 ? (double)close / (tokens.Count - 1) : 0;
        return new(tokens.Count < Fewest ? null : ClassOf(share, (double)longest / tokens.Count), share, longest);
    }

    /// <summary>The longest burst: its first token and its length; the first of several.</summary>
    /// <param name="together">The longest gap within a burst.</param>
    internal static (int First, int Length) Longest(IReadOnlyList<TokenStamp> tokens, TimeSpan together)
    {
        var (first, length, start) = (0, Math.Min(1, tokens.Count), 0);
        for (var i = 1; i < tokens.Count; i++)
        {
            start = AtOnce(tokens, i, together) ? start : i;
            (first, length) = i - start + 1 > length ? (start, i - start + 1) : (first, length);
        }

        return (first, length);
    }

    /// <summary>Whether token i came with the one before it.</summary>
    private static bool AtOnce(IReadOnlyList<TokenStamp> tokens, int i, TimeSpan together) => tokens[i].Read == tokens[i - 1].Read || tokens[i].At - tokens[i - 1].At <= together;

    /// <summary>Nine tenths of the answer in one burst is a buffer; half of the gaps missing is bunching (a slow reader, Nagle, a proxy's small buffer).</summary>
    private static DeliveryClass ClassOf(double share, double burst) =>
        burst >= 0.9 ? DeliveryClass.Buffered : share >= 0.5 ? DeliveryClass.Bunched : DeliveryClass.Streamed;
}

/// <summary>How the tokens of a stream were delivered.</summary>
[JsonConverter(typeof(WordConverter<DeliveryClass>))]
public enum DeliveryClass
{
    /// <summary>One by one, as generated.</summary>
    Streamed,

    /// <summary>Several at a time.</summary>
    Bunched,

    /// <summary>All at once: something buffers (a proxy, compression), and latencies are its, not the server's.</summary>
    Buffered,
}
