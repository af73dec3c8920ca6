using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>How providers are compared.</summary>
public sealed record ProviderOptions
{
    /// <summary>Null: the fewest that are balanced, and at least four.</summary>
    public int? Rounds { get; init; }

    /// <summary>Streams of one row in one turn.</summary>
    public int Streams { get; init; } = 6;

    /// <summary>Streams at once within a turn.</summary>
    public int Concurrency { get; init; } = 1;

    /// <summary>Questions, taken in turn; in one round all rows are asked the same.</summary>
    public IReadOnlyList<string> Prompts { get; init; } = [];

    public ulong Seed { get; init; } = 1;

    public Clock Clock { get; init; } = Clock.Real;

    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>The value of a variable of the environment; null = not set.</summary>
    public required Func<string, string?> Key { get; init; }

    /// <summary>One line of progress.</summary>
    public Action<string>? Progress { get; init; }

    /// <summary>Streams that each of so many rows will be asked for, the first one not counted.</summary>
    public int Planned(int rows) => RoundsFor(rows) * Streams;

    internal int RoundsFor(int rows) => Rounds ?? (TurnOrder.Balanced(rows) * (int)Math.Ceiling(4.0 / TurnOrder.Balanced(rows)));
}
