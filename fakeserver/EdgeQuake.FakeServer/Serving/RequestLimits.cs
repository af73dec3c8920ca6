namespace EdgeQuake.FakeServer;

/// <summary>What a client may ask of the server at most. Beyond it a request gets its status, a note in the journal, and the connection ends.</summary>
/// <remarks>No request can choose a delay: it can only name a scenario, and whoever wrote that chose its delays.</remarks>
public sealed record RequestLimits
{
    public static RequestLimits Default { get; } = new();

    /// <summary>Request line and headers, and the lines of a chunked body; 431.</summary>
    public int HeadBytes { get; init; } = 64 * 1024;

    /// <summary>Header lines; 431.</summary>
    public int Headers { get; init; } = 100;

    /// <summary>A prompt with pasted documents is megabytes; more is a mistake: 413.</summary>
    public int BodyBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Open connections; the next gets 503 and is closed.</summary>
    public int Connections { get; init; } = 50_000;

    /// <summary>From the first byte of a request to its last: whoever sends it drop by drop gets 408.</summary>
    public TimeSpan ReadTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a connection may stand with no request on it; then it is closed.</summary>
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromMinutes(10);
}
