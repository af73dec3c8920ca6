namespace EdgeQuake.Bench;

/// <summary>One contender while it plays one script, in the server's process.</summary>
internal abstract class ContenderServer : IAsyncDisposable
{
    public abstract Uri BaseAddress { get; }

    /// <summary>Opens the gate of a gated script.</summary>
    public abstract void Go();

    /// <summary>The tokens of each stream as they were sent; none where the contender keeps no stamps.</summary>
    public abstract Task<IReadOnlyList<IReadOnlyList<SentToken>>> SentAsync();

    public abstract ValueTask DisposeAsync();

    /// <exception cref="FakeServer.FakeServerException">It could not be started.</exception>
    public static async Task<ContenderServer> StartAsync(Contender contender, ContenderScript script) => contender switch
    {
        Contender.Edgequake => await ScriptedServer.StartAsync(script),
        Contender.TaskDelay => await DelayServer.StartAsync(script),
        Contender.Bare => BareServer.Start(script),
        _ => throw new ArgumentOutOfRangeException(nameof(contender), contender, "this one is no server of ours"),
    };
}
