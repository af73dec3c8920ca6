using EdgeQuake.Harness;

namespace EdgeQuake.Bench.Locust;

/// <summary>What happens to a worker.</summary>
internal abstract record Event
{
    /// <summary>It is about to join.</summary>
    public sealed record Started : Event;

    /// <summary>Time has passed.</summary>
    public sealed record Looked : Event;

    /// <summary>The master spoke.</summary>
    public sealed record Message(Heard Heard) : Event;

    /// <summary>All streams of the run are over, its last figures known.</summary>
    public sealed record Played : Event;

    /// <summary>The run's files are written: it is over for good.</summary>
    /// <param name="Trouble">Why it ended by itself, and with which exit code; null = it was told to end.</param>
    public sealed record Written(Trouble? Trouble) : Event;

    /// <summary>Ctrl+C.</summary>
    public sealed record Interrupted : Event;

    /// <summary>What we say reaches nobody any more.</summary>
    public sealed record Unheard : Event;
}

/// <summary>Why a worker leaves before it is told to.</summary>
internal sealed record Trouble(ExitCode Code, string Line);
