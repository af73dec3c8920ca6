namespace EdgeQuake.FakeServer;

/// <summary><c>bad-chunk:</c> a chunk header that is no number</summary>
internal static class BadChunkStep
{
    public static Verb Verb { get; } = new(
        new("step", "bad-chunk", "none", "", "A chunk header that is no number."),
        EndStep.Of(EndKind.BadChunk));
}
