using System.Text.Json;

namespace EdgeQuake.Bench.Parsers;

/// <summary>What many clients do by hand: lines, the prefix <c>data: </c>, one JSON document each. It reads these payloads and few others.</summary>
internal static class LinesPath
{
    public static Action<ChunkStream, Taker> Lines(Payload payload) => (body, taker) =>
    {
        using var lines = new StreamReader(body, leaveOpen: true);
        while (lines.ReadLine() is { } line)
        {
            if (!line.StartsWith("data: ", StringComparison.Ordinal))
                continue;
            using var json = JsonDocument.Parse(line.AsMemory(6));
            taker.Take(PlatformPaths.Token(json.RootElement, payload.Protocol));
        }
    };
}
