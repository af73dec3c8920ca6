using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>How one request of a run ended.</summary>
/// <param name="Status">Of the response; null when none came.</param>
/// <param name="RetryAfter">As the server asked, from now; null when it did not, or asked for a time that has passed.</param>
/// <param name="Shown">The caller has been shown text of this attempt.</param>
internal sealed record AskEnd(StreamEnd End, int? Status = null, TimeSpan? RetryAfter = null, bool Shown = false)
{
    /// <summary>The server answered with a head that is no error: it has taken the request.</summary>
    public bool Accepted { get; init; }

    /// <summary>What the server says of trying again (<c>x-should-retry</c>); null = nothing, and the policy decides.</summary>
    public bool? Advised { get; init; }

    public static AskEnd Failed(FailureKind kind, string message, int? status = null) => new(new StreamEnd(Outcome.Failed, kind, null, message), status);
}
