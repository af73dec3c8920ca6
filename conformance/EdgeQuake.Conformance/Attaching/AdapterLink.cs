namespace EdgeQuake.Conformance;

/// <summary>The line to one life of an adapter, whoever is at its other end: a process of ours, or a page that asks. Lines go out here; lines in are told to whoever opened it.</summary>
internal abstract class AdapterLink : IAsyncDisposable
{
    /// <summary>Ends with the line: the exit code of a process whose stdout was read to its end; null when there is none.</summary>
    internal Task<int?> Exit { get; private protected set; } = Task.FromResult<int?>(null);

    /// <summary>What broke between us and the adapter; null = nothing.</summary>
    internal string? Fault { get; private protected set; }

    internal virtual string Stderr => "";

    /// <summary>Whether a new life can be had: a process is started again, a page is not ours to reload.</summary>
    internal abstract bool Restartable { get; }

    /// <summary>Sends one line; after the end it goes nowhere, and <see cref="Exit"/> tells.</summary>
    internal abstract void Say(byte[] line);

    /// <summary>Ends the line at once.</summary>
    internal abstract void Kill();

    /// <summary>Asks the adapter to finish.</summary>
    /// <returns>False when it had to be killed.</returns>
    internal abstract Task<bool> FinishAsync();

    public abstract ValueTask DisposeAsync();
}
