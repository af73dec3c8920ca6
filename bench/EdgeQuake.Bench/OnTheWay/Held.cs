namespace EdgeQuake.Bench;

/// <summary>Tokens that something on the way held back and then let go at once: the longest burst of a stream, and how long nothing had come before it. Pure.</summary>
/// <param name="Tokens">In the burst.</param>
/// <param name="Bytes">About: the stream's bytes, shared out by tokens.</param>
/// <param name="Waited">Since the token before it, or since the request.</param>
internal readonly record struct Held(int Tokens, long Bytes, TimeSpan Waited)
{
    /// <summary>Shorter waits are a slow reader's, or nobody notices them.</summary>
    public static readonly TimeSpan Noticed = TimeSpan.FromMilliseconds(200);

    /// <summary>Wider than what counts as a burst for delivery: on a busy machine the second read of one burst comes some milliseconds after the first.</summary>
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(5);

    /// <summary>A server that makes several tokens at once is no buffer.</summary>
    private const int Fewest = 8;

    /// <summary>Null: the stream was delivered as it was made, as far as stamps can tell.</summary>
    public static Held? Of(StreamTimeline s)
    {
        var delivery = Delivery.Of(s.Tokens);
        if (delivery.Class is not (DeliveryClass.Buffered or DeliveryClass.Bunched))
        {
            return null;
        }

        var (first, length) = Delivery.Longest(s.Tokens, Together);
        var waited = s.Tokens[first].At - (first == 0 ? s.Started : s.Tokens[first - 1].At);
        return waited < Noticed || (length < Fewest && delivery.Class != DeliveryClass.Buffered) ? null : new(length, s.Bytes * length / s.Tokens.Count, waited);
    }
}
