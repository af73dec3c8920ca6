namespace EdgeQuake.FakeServer;

/// <summary>Tells the transport's own retry from the client's: HttpClient sends a GET up to four times when the server closes before any byte.</summary>
/// <remarks>
/// A transport retry follows a request of the same run that got no response byte, on another connection, within 25 ms, while the client's declared base
/// delay is larger. It gets the same entry and does not advance attempts. Where the declared policy waits less, the two cannot be told apart. A POST is never one:
/// no transport sends it again by itself (RFC 9110, 9.2.2), so a client that does so without a pause is seen doing it.
/// </remarks>
internal static class TransportRetry
{
    public static TimeSpan Window { get; } = TimeSpan.FromMilliseconds(25);

    /// <param name="last">The request before it in the same exchange; null when it is the first.</param>
    /// <param name="declaredBase">The client's declared base delay; null = it declares no retry of its own.</param>
    public static bool Is(LastAnswer? last, Arrival now, TimeSpan? declaredBase) =>
        last is { Ended: { } ended, Answered: false }
        && last.Connection != now.Connection
        && now.At - ended <= Window
        && (declaredBase is null || declaredBase > Window);
}

/// <summary>How the previous request of an exchange ended.</summary>
/// <param name="Ended">Null while it is being answered.</param>
/// <param name="Answered">A response head was sent.</param>
internal sealed record LastAnswer(int Connection, TimeSpan? Ended, bool Answered);
