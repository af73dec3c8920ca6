namespace EdgeQuake.FakeServer;

/// <summary>A request as it stood on the wire, with what HTTP/1.x needs to know beside the facts.</summary>
/// <param name="At">When the request line was complete.</param>
/// <param name="KeepAlive">The client allows another request on this connection (RFC 9112, 9.3).</param>
internal sealed record HttpRequest(RequestFacts Facts, TimeSpan At, bool Http10, bool KeepAlive);

/// <summary>What came of reading a request.</summary>
internal abstract record RequestRead
{
    public sealed record Got(HttpRequest Request) : RequestRead;

    /// <summary>Not a request, or too large: answered with <paramref name="Status"/> and the connection ends.</summary>
    /// <param name="Line">What stood where a request line belongs, for the journal.</param>
    public sealed record Bad(int Status, string Why, string Line, TimeSpan At) : RequestRead;

    /// <summary>The peer ended between requests.</summary>
    public sealed record Ended : RequestRead;
}
