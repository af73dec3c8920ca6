namespace EdgeQuake.FakeServer;

/// <summary>So many a second on average, so many at once. Time is an argument; each taken token is one that is gone.</summary>
internal sealed class TokenBucket(double perSecond, int burst)
{
    private double tokens = burst;
    private TimeSpan last;

    /// <summary>Takes a token, or says that there is none.</summary>
    public bool Take(TimeSpan now)
    {
        // Requests are stamped on their own connections: one may come in a little before another that was stamped earlier.
        var since = now > last ? now - last : TimeSpan.Zero;
        (tokens, last) = (Math.Min(burst, tokens + (since.TotalSeconds * perSecond)), now > last ? now : last);
        if (tokens < 1)
        {
            return false;
        }

        tokens--;
        return true;
    }
}
