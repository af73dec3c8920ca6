namespace EdgeQuake.Bench.Locust;

/// <summary>What a worker says to its master.</summary>
internal abstract record Said
{
    /// <summary>We are here, or free again.</summary>
    public sealed record Ready : Said;

    /// <summary>Every second; a master misses a worker after four without.</summary>
    /// <param name="State">ready, spawning, running.</param>
    /// <param name="Cpu">Of all cores, in percent: above 90 the master warns.</param>
    /// <param name="Memory">Bytes.</param>
    public sealed record Heartbeat(string State, double Cpu, long Memory) : Said;

    /// <summary>A spawn was heard.</summary>
    public sealed record Spawning : Said;

    /// <summary>… and done.</summary>
    public sealed record SpawningComplete(IReadOnlyDictionary<string, int> Users) : Said;

    /// <summary>What happened since the last report.</summary>
    public sealed record Stats(LocustStats Report) : Said;

    /// <summary>All users are gone.</summary>
    public sealed record Stopped : Said;

    /// <summary>Why this worker cannot go on; makes the master's exit code 1.</summary>
    public sealed record Failed(string Message) : Said;

    /// <summary>We go.</summary>
    public sealed record Quit : Said;
}
