namespace EdgeQuake.Bench.Parsers;

/// <summary>What no reader of these payloads can be expected to beat by much: looking for the blank line in memory, with nothing else a reader must do.</summary>
internal static class LimitPath
{
    public static Action<ChunkStream, Taker> IndexOf(Payload payload)
    {
        var blank = System.Text.Encoding.UTF8.GetBytes(payload.Eol + payload.Eol);
        return (_, taker) =>
        {
            var rest = payload.Bytes.AsSpan();
            while (rest.IndexOf(blank) is var end and >= 0)
            {
                if (rest[0] != ':')
                    taker.Take(rest["data: ".Length..end]);
                rest = rest[(end + blank.Length)..];
            }
        };
    }

    /// <summary>The bytes read and not looked at: one copy, which every reader pays too.</summary>
    public static Action<ChunkStream, Taker> Copy(Payload payload)
    {
        var buffer = new byte[64 * 1024];
        return (body, taker) =>
        {
            while (body.Read(buffer) is var read and > 0)
                taker.Take(buffer.AsSpan(0, read));
        };
    }
}
