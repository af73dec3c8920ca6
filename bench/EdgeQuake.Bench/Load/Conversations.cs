namespace EdgeQuake.Bench;

/// <summary>Plays one conversation: its turns one after the other, each planned a think time after the end of the one before. A turn that failed ends it.</summary>
/// <remarks>Turn t of conversation c is stream c · turns + t: so its question, its parameters and its think time are still a pure function of profile, seed and number.</remarks>
internal sealed class Conversations(Board board, StreamClient client, Wakes wakes)
{
    private readonly Retrying _streams = new(board, client, wakes);

    /// <returns>Its last stream.</returns>
    public async Task<StreamTimeline> PlayAsync(int conversation, TimeSpan planned, CancellationToken stop)
    {
        var profile = board.Profile;
        var talk = profile.Turns > 1 ? new Talk() : null;
        try
        {
            for (var turn = 0; ; turn++)
            {
                var number = (conversation * profile.Turns) + turn;
                var stream = await _streams.PlayAsync(number, planned, talk, stop);
                planned = stream.End + profile.Think.After(profile.Seed, number);
                if (!stream.Complete || turn + 1 == profile.Turns || planned >= profile.For)
                {
                    return stream;
                }

                await wakes.At(board.Zero + planned);
                if (stop.IsCancellationRequested)
                {
                    return stream;
                }
            }
        }
        finally
        {
            board.Over();
        }
    }
}
