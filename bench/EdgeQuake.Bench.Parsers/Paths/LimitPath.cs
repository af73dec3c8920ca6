namespace EdgeQuake.Bench.Parsers;

/// <summary>What no reader of these payloads can be expected to beat by much: looking for the blank line in memory, with nothing else a reader must do.</summary>
internal static class LimitPath
{
    public static Action<ChunkStream, Taker> IndexOf(Payload payload) => (_, taker) =>
    {
        var rest = payload.Bytes.AsSpan();
        while (rest.IndexOf("\n\n"u8) is var end and >= 0)
        {
            taker.Take(rest["data: ".Length..end]);
            rest = rest[(end + 2)..];
        }
    };
}
