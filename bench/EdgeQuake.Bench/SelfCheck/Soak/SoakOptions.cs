using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>What a soak plays: so many streams at once, each slow, for long; what counts is that the server's memory stays where it is.</summary>
public sealed record SoakOptions
{
    public TimeSpan For { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Streams at once.</summary>
    public int Streams { get; init; } = 2_000;

    /// <summary>Tokens a second of each stream: few, for time and number are what is tried, not speed.</summary>
    public double TokenRate { get; init; } = 1;

    /// <summary>Tokens of each stream; then the next stream takes its place.</summary>
    public int Tokens { get; init; } = 30;

    /// <summary>How often the server's memory is asked for.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Command line of <c>serve</c>, to which the scenario's file is added.</summary>
    public required IReadOnlyList<string> Serve { get; init; }

    public Action<string>? Progress { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    public Clock Clock { get; init; } = Clock.Real;
}
