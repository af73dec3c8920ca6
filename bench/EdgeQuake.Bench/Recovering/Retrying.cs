namespace EdgeQuake.Bench;

/// <summary>Plays one stream and, where the profile says so, asks again when it breaks and at last without streaming. One stream for all figures, however often it was asked.</summary>
/// <remarks><c>ask ─broke→ wait (backoff, Retry-After) → ask … ─broke→ ask for the whole answer → Attempts → one StreamTimeline</c></remarks>
internal sealed class Retrying(Board board, StreamClient client, Wakes wakes)
{
    public Task<StreamTimeline> PlayAsync(int number, TimeSpan planned, Talk? talk, CancellationToken stop) =>
        board.Profile is { Retry: 0, FallBack: false } ? client.PlayAsync(number, planned, talk) : PersistAsync(number, planned, talk, stop);

    private async Task<StreamTimeline> PersistAsync(int number, TimeSpan planned, Talk? talk, CancellationToken stop)
    {
        var profile = board.Profile;
        var (stream, text) = await client.AskAsync(number, planned, talk);
        var attempts = new Attempts(stream, text);
        for (var tries = 1; !stop.IsCancellationRequested && RetryPlan.Wait(profile, attempts.Last, tries) is { } wait; tries++)
        {
            await wakes.At(board.Zero + attempts.Last.End + wait);
            if (!stop.IsCancellationRequested)
            {
                await AgainAsync(attempts, number, planned, talk, whole: false);
            }
        }

        if (profile.FallBack && !stop.IsCancellationRequested && RetryPlan.Broke(attempts.Last))
        {
            await AgainAsync(attempts, number, planned, talk, whole: true);
        }

        return client.Over(attempts.Timeline(), talk);
    }

    private async Task AgainAsync(Attempts attempts, int number, TimeSpan planned, Talk? talk, bool whole)
    {
        talk?.Again();
        var (stream, text) = await client.AskAsync(number, planned, talk, whole);
        attempts.Add(stream, text, whole);
    }
}
