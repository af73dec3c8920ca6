namespace EdgeQuake.FakeServer;

/// <summary>What to record, and how long to wait for it.</summary>
/// <param name="Upstream">http or https, no credentials, no query; a path is put before every request's.</param>
public sealed record RecordingOptions(Uri Upstream)
{
    /// <summary>Port on the loopback address; 0 = any free one.</summary>
    public int Port { get; init; }

    /// <summary>How long the upstream may be silent before an exchange is given up.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Take any certificate of the upstream: for servers of one's own.</summary>
    public bool AnyCertificate { get; init; }

    public Clock Clock { get; init; } = Clock.Real;
}
