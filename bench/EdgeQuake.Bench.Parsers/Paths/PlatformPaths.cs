using System.Net.ServerSentEvents;
using System.Text.Json;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench.Parsers;

/// <summary>System.Net.ServerSentEvents: with an item parser over spans, and to strings as most code uses it. Synchronous, like every path here.</summary>
internal static class PlatformPaths
{
    public static Action<ChunkStream, Taker> Split(Payload payload) => (body, taker) =>
    {
        foreach (var item in SseParser.Create(body, (_, data) => Took(taker, data)).Enumerate())
            _ = item.Data;
    };

    /// <summary>The leanest that the platform offers: no string, the token as a slice, unescaped only where it must be.</summary>
    public static Action<ChunkStream, Taker> Spans(Payload payload)
    {
        var name = payload.Protocol == Protocol.OpenaiChat ? "content"u8.ToArray() : "chunk"u8.ToArray();
        var scratch = new byte[1024];
        return (body, taker) =>
        {
            foreach (var item in SseParser.Create(body, (_, data) => Extract(data, name, scratch, taker)).Enumerate())
                _ = item.Data;
        };
    }

    public static Action<ChunkStream, Taker> Strings(Payload payload) => (body, taker) =>
    {
        foreach (var item in SseParser.Create(body).Enumerate())
        {
            using var json = JsonDocument.Parse(item.Data);
            taker.Take(Token(json.RootElement, payload.Protocol));
        }
    };

    /// <summary>As a client writes it that knows its server.</summary>
    public static string Token(JsonElement root, Protocol protocol) => protocol == Protocol.OpenaiChat
        ? root.GetProperty("choices")[0].GetProperty("delta").GetProperty("content").GetString()!
        : root.GetProperty("chunk").GetString()!;

    private static bool Took(Taker taker, ReadOnlySpan<byte> data)
    {
        taker.Take(data);
        return true;
    }

    private static bool Extract(ReadOnlySpan<byte> data, byte[] name, byte[] scratch, Taker taker)
    {
        var json = new Utf8JsonReader(data);
        while (json.Read())
        {
            if (json.TokenType != JsonTokenType.PropertyName || !json.ValueTextEquals(name))
                continue;
            json.Read();
            taker.Take(json.ValueIsEscaped ? scratch.AsSpan(0, json.CopyString(scratch)) : json.ValueSpan);
        }

        return true;
    }
}
