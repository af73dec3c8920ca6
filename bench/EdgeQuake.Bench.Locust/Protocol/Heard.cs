namespace EdgeQuake.Bench.Locust;

/// <summary>What a master says, as far as a worker acts on it.</summary>
internal abstract record Heard
{
    /// <summary>The master knows us.</summary>
    /// <param name="Index">Which worker we are; null = it does not say (before 2.11).</param>
    public sealed record Ack(int? Index) : Heard;

    /// <summary>So many users from now on: the whole number for this worker, not a difference.</summary>
    /// <param name="Timestamp">Of the master's clock: an older one than the last is void.</param>
    /// <param name="Users">By user class; ours are all alike.</param>
    /// <param name="StopTimeout">How long a user may finish when the test stops.</param>
    public sealed record Spawn(double Timestamp, IReadOnlyDictionary<string, int> Users, TimeSpan StopTimeout) : Heard;

    /// <summary>The test is over; another may follow.</summary>
    public sealed record Stop : Heard;

    /// <summary>The master goes: last figures within half a second.</summary>
    public sealed record Quit : Heard;

    /// <summary>The master could not read us: open the connection anew.</summary>
    public sealed record Reconnect : Heard;

    /// <summary>Something that later masters say, or that is not for us: nothing to do.</summary>
    public sealed record Other(string Type) : Heard;
}
