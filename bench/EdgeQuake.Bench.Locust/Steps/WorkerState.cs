using EdgeQuake.Harness;

namespace EdgeQuake.Bench.Locust;

/// <summary>Where a worker stands between two events.</summary>
internal sealed record WorkerState
{
    public static WorkerState New { get; } = new();

    public WorkerPhase Phase { get; init; } = WorkerPhase.Joining;

    /// <summary>How often it asked to join.</summary>
    public int Tries { get; init; }

    /// <summary>When it asks again, beats and reports next.</summary>
    public TimeSpan AskAt { get; init; }

    public TimeSpan BeatAt { get; init; }

    public TimeSpan ReportAt { get; init; }

    /// <summary>Which worker of this master it is; null = not said.</summary>
    public int? Index { get; init; }

    /// <summary>Of the newest spawn.</summary>
    public double SpawnedAt { get; init; } = double.NegativeInfinity;

    public IReadOnlyDictionary<string, int> Users { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    public TimeSpan StopTimeout { get; init; }

    /// <summary>A spawn that came while the last run was being ended.</summary>
    public Heard.Spawn? Next { get; init; }

    /// <summary>With which code it leaves.</summary>
    public ExitCode Code { get; init; }
}

/// <summary>What a worker is about.</summary>
internal enum WorkerPhase
{
    /// <summary>The master has not answered yet.</summary>
    Joining,

    /// <summary>No test.</summary>
    Ready,

    Running,

    /// <summary>The test is over; its last streams and its files are not.</summary>
    Stopping,

    /// <summary>The same, and then it goes.</summary>
    Leaving,

    Gone,
}
