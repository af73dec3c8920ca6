using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>How the bytes of a stream ended, before anyone asks what they meant.</summary>
public enum TransportEnd
{
    /// <summary>As HTTP allows: the zero chunk, the full length, or the end of a close-delimited body.</summary>
    CleanEof,

    /// <summary>Reset, a missing chunk terminator, a short length.</summary>
    Broken,

    /// <summary>A clock of the client fired.</summary>
    Timeout,

    /// <summary>The caller stopped it.</summary>
    Cancelled,
}

/// <summary>How a stream ended for its reader.</summary>
/// <param name="Kind">Only with <see cref="Outcome.Failed"/>.</param>
/// <param name="Code">The server's own code of an in-band error, verbatim.</param>
public readonly record struct StreamEnd(Outcome Outcome, FailureKind? Kind = null, string? Code = null, string? Message = null);
