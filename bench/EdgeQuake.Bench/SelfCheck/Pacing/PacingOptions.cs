using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>What <c>selftest --pacing</c> plays.</summary>
public sealed record PacingOptions
{
    /// <summary>One row of the table for each server.</summary>
    public IReadOnlyList<PacingLevel> Levels { get; init; } = [new(100, 50), new(1000, 50), new(2000, 50), new(1000, 50, Unison: true)];

    /// <summary>How long all streams are in flight at once.</summary>
    public TimeSpan For { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How often each row is measured, the servers in turns.</summary>
    public int Repeats { get; init; } = 5;

    public IReadOnlyList<Contender> Contenders { get; init; } = [Contender.Edgequake, Contender.TaskDelay];

    /// <summary>Command line that runs <see cref="ContenderHost"/> in a process of its own; the contender's word follows.</summary>
    public required IReadOnlyList<string> Server { get; init; }

    public Action<string>? Progress { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    public Clock Clock { get; init; } = Clock.Real;
}

/// <summary>One load: so many streams at once, each so many tokens a second.</summary>
/// <param name="Unison">All streams tick at the same instants; else their phases are spread evenly over the gap between two tokens.</param>
public sealed record PacingLevel(int Streams, double Rate, bool Unison = false)
{
    /// <summary>The goals are about this one.</summary>
    public static PacingLevel Goal { get; } = new(1000, 50);

    internal TimeSpan Itl => TimeSpan.FromSeconds(1 / Rate);

    /// <summary>Streams begin over a whole number of gaps, so that their phases are even, and no faster than 2,500 a second.</summary>
    internal TimeSpan Ramp => Math.Ceiling(Streams / 2500.0 / Itl.TotalSeconds) * Itl;
}
