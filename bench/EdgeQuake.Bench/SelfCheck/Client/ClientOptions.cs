using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>What <c>selftest --client</c> plays.</summary>
public sealed record ClientOptions
{
    /// <summary>Length of the window in which cost, allocation and lateness are measured.</summary>
    public TimeSpan For { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>.NET compiles its hot paths anew for seconds after the first request; that is no cost of an event. A window of less than a second is a trial, and so is what goes before it.</summary>
    public TimeSpan WarmUp => TimeSpan.FromSeconds(For < TimeSpan.FromSeconds(1) ? 1 : 5);

    /// <summary>How often each row is measured, the clients in turns.</summary>
    public int Repeats { get; init; } = 5;

    /// <summary>Streams of the paced rows; each at <see cref="Rate"/> tokens a second.</summary>
    public int Streams { get; init; } = 200;

    public double Rate { get; init; } = 50;

    /// <summary>Streams at once, at one token a second each, in which memory is measured; 0 = it is not. What a process holds once is spread over so many.</summary>
    public int Held { get; init; } = 5000;

    /// <summary>Who is measured.</summary>
    public IReadOnlyList<ClientContender> Contenders { get; init; } = [.. Enum.GetValues<ClientContender>().Where(c => c != ClientContender.BareLoop || OperatingSystem.IsLinux())];

    /// <summary>The Python that has httpx.</summary>
    public string Python { get; init; } = "python3";

    /// <summary>Command line that runs <see cref="SelfTestServer"/> in a process of its own.</summary>
    public required IReadOnlyList<string> Server { get; init; }

    /// <summary>Command line that runs <see cref="ClientHost"/>; the contender's word follows.</summary>
    public required IReadOnlyList<string> Client { get; init; }

    public Action<string>? Progress { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    public Clock Clock { get; init; } = Clock.Real;
}

/// <summary>What one client is told to play.</summary>
/// <param name="Tokens">Of each stream: how much room a client makes beforehand for its stamps.</param>
internal sealed record ClientAsk(Uri Url, int Streams, int Tokens)
{
    /// <summary>Streams begun a second: their phases are then spread over the gap between two tokens, and no server is drowned.</summary>
    public const int Starts = 2500;

    public string Line() => FormattableString.Invariant($"play {Url} {Streams} {Tokens}");

    public static ClientAsk? Read(string[] words) =>
        words is ["play", var url, var streams, var tokens] && Uri.TryCreate(url, UriKind.Absolute, out var address) && int.TryParse(streams, out var n) && int.TryParse(tokens, out var t)
            ? new(address, n, t)
            : null;
}
