using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>What a self-test plays.</summary>
public sealed record SelfTestOptions
{
    /// <summary>Streams at once, one row each.</summary>
    public IReadOnlyList<int> Levels { get; init; } = [1, 50, 200, 500];

    /// <summary>Tokens a second of each stream.</summary>
    public double TokenRate { get; init; } = 50;

    /// <summary>How long each level is measured, after a warm-up of one stream's length.</summary>
    public TimeSpan For { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>Length of one stream, from its first token.</summary>
    public TimeSpan StreamLength { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Command line that runs <see cref="SelfTestServer"/> in a process of its own: file name, then arguments.</summary>
    public required IReadOnlyList<string> Server { get; init; }

    /// <summary>Told before each level, and as it runs.</summary>
    public Action<string>? Progress { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    public Clock Clock { get; init; } = Clock.Real;

    /// <summary>This very program with another verb: <c>Self("selftest-server")</c>. Under <c>dotnet x.dll</c> the assembly is named too.</summary>
    public static IReadOnlyList<string> Self(params IReadOnlyList<string> verb)
    {
        var process = Environment.ProcessPath ?? throw new InvalidOperationException("the platform does not say which program this is");
        return Path.GetFileNameWithoutExtension(process) == "dotnet" ? [process, Environment.GetCommandLineArgs()[0], .. verb] : [process, .. verb];
    }
}
