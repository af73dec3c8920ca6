namespace EdgeQuake.FakeServer;

/// <summary><c>goaway:</c> HTTP/2: GOAWAY, the stream completes, and the client must connect again.</summary>
internal static class GoawayStep
{
    public static Verb Verb { get; } = new(
        new("step", "goaway", "none", "", "HTTP/2: GOAWAY, then this stream completes; the next request needs a new connection."),
        EndStep.Of(EndKind.Goaway));
}
