namespace EdgeQuake.Bench;

/// <summary>The pauses between the token events of one stream: mean, longest, stalls, and what a reader felt of them.</summary>
/// <param name="Stalls">Gaps of more than ten medians and at least 100 ms.</param>
public readonly record struct Gaps(TimeSpan? Mean, TimeSpan? Longest, int Stalls)
{
    private const int StallFactor = 10;
    private static readonly TimeSpan LeastStall = TimeSpan.FromMilliseconds(100);

    public static Gaps Of(IReadOnlyList<TokenStamp> tokens)
    {
        if (tokens.Count < 2)
        {
            return new(null, null, 0);
        }

        var gaps = new TimeSpan[tokens.Count - 1];
        for (var i = 0; i < gaps.Length; i++)
        {
            gaps[i] = tokens[i + 1].At - tokens[i].At;
        }

        Array.Sort(gaps);
        var limit = TimeSpan.FromTicks(Math.Max(gaps[gaps.Length / 2].Ticks * StallFactor, LeastStall.Ticks));
        return new((tokens[^1].At - tokens[0].At) / gaps.Length, gaps[^1], gaps.Count(g => g >= limit));
    }

    /// <summary>How long a reader, who begins with the first token and takes in so many characters a second, had nothing left to read.</summary>
    public static TimeSpan ReaderWait(IReadOnlyList<TokenStamp> tokens, double charactersPerSecond)
    {
        var wait = TimeSpan.Zero;
        var readUntil = tokens.Count > 0 ? tokens[0].At : TimeSpan.Zero;
        foreach (var token in tokens)
        {
            if (token.At > readUntil)
            {
                wait += token.At - readUntil;
                readUntil = token.At;
            }

            readUntil += TimeSpan.FromSeconds(token.Characters / charactersPerSecond);
        }

        return wait;
    }
}
