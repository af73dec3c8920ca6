using System.Text.Json.Serialization;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>What <c>selftest --throughput</c> plays.</summary>
public sealed record ThroughputOptions
{
    /// <summary>Length of the measured window of each measurement.</summary>
    public TimeSpan For { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How often each row is measured, the servers in turns.</summary>
    public int Repeats { get; init; } = 5;

    /// <summary>Connections that ask again and again, in the rows without a pace.</summary>
    public int Connections { get; init; } = 4;

    /// <summary>Tokens of an answer.</summary>
    public int Tokens { get; init; } = 1000;

    /// <summary>Streams of the paced rows, at 50 tokens a second each.</summary>
    public int Streams { get; init; } = 200;

    /// <summary>The folder where aimock is installed; where it is not, its rows are left out and the report says so.</summary>
    public string Aimock { get; init; } = "bench/aimock";

    /// <summary>Command line that runs <see cref="ContenderHost"/> in a process of its own; the contender's word follows.</summary>
    public required IReadOnlyList<string> Server { get; init; }

    public Action<string>? Progress { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    public Clock Clock { get; init; } = Clock.Real;

    internal ContenderScript Script(Manner manner) => new(
        Protocol.OpenaiChat, Tokens, manner == Manner.Paced ? TimeSpan.FromMilliseconds(20) : TimeSpan.Zero, Whole: manner == Manner.Merged);

    internal static IReadOnlyList<(Manner Manner, Contender Server)> Rows(bool aimock) =>
    [
        (Manner.Apart, Contender.Edgequake), (Manner.Apart, Contender.Bare),
        (Manner.Merged, Contender.Edgequake), .. aimock ? [(Manner.Merged, Contender.Aimock)] : Array.Empty<(Manner, Contender)>(),
        (Manner.Paced, Contender.Edgequake), .. aimock ? [(Manner.Paced, Contender.Aimock)] : Array.Empty<(Manner, Contender)>(),
    ];
}

/// <summary>How the events of an answer leave the server. Only rows of one manner are compared: a send alone costs 3 to 5 µs.</summary>
[JsonConverter(typeof(WordConverter<Manner>))]
public enum Manner
{
    /// <summary>As fast as it goes, every event in a send of its own: what this server does with a script that has no pace.</summary>
    Apart,

    /// <summary>As fast as it goes, many events in a send: what aimock does without latency, and this server when the scenario says <c>write: whole</c>.</summary>
    Merged,

    /// <summary>50 events a second on each stream, every event in a send of its own.</summary>
    Paced,
}
