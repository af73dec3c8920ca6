using System.Text;
using System.Text.Json;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>What a recorded frame could be in a protocol, the best first; bytes are always the last.</summary>
internal static class Guesses
{
    internal static IReadOnlyList<Guess> Of(Piece piece, Protocol protocol)
    {
        var text = FrameText.Of(piece.Bytes);
        List<Guess> all = [];
        if (piece.Frame && text is not null)
        {
            all.AddRange(Words(text, protocol).Select(w => new Guess(w, true)));
            all.AddRange(Plain(text).Select(w => new Guess(w, false)));
        }

        return [.. all, .. Bytes(piece.Bytes)];
    }

    internal static IEnumerable<Guess> Bytes(byte[] bytes) =>
        FrameText.Of(bytes) is null ? [Base64(bytes)] : [new("raw: " + YamlWord.Quote(Encoding.UTF8.GetString(bytes)), false), Base64(bytes)];

    private static Guess Base64(byte[] bytes) => new("base64: " + Convert.ToBase64String(bytes), false);

    private static IEnumerable<string> Words(FrameText frame, Protocol protocol)
    {
        if (frame is not { Type: null, Id: null, Retry: null, Data: { } data })
            return [];
        return protocol switch
        {
            Protocol.Edgequake when !data.StartsWith('{') => [$"text: {YamlWord.Quote(data)}", $"token: {YamlWord.Quote(data)}"],
            Protocol.Sse or Protocol.Raw => [],
            _ when data == "[DONE]" => ["done:"],
            _ => Objects(data, protocol),
        };
    }

    private static List<string> Plain(FrameText frame)
    {
        if (frame.Comment is { } comment)
            return ["comment: " + YamlWord.Quote(comment)];
        List<string> plain = [];
        if (frame is { Type: null, Id: null, Retry: null, Data: { } data } && data.StartsWith('{') && Flow(Encoding.UTF8.GetBytes(data)) is { } flow)
            plain.Add("json: " + flow);
        (string Name, string? Value)[] fields = [("event", frame.Type), ("id", frame.Id), ("retry", frame.Retry), ("data", frame.Data)];
        if (Array.Exists(fields, f => f.Value is not null))
            plain.Add($"event: {{ {string.Join(", ", fields.Where(f => f.Value is not null).Select(f => $"{f.Name}: {YamlWord.Quote(f.Value!)}"))} }}");
        return plain;
    }

    /// <summary>A JSON object or list in YAML's flow; null when it is none.</summary>
    internal static string? Flow(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? YamlWord.Flow(document.RootElement) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null; // not JSON, or half a surrogate pair in a string
        }
    }

    private static IEnumerable<string> Objects(string data, Protocol protocol)
    {
        try
        {
            using var document = JsonDocument.Parse(data);
            return document.RootElement.ValueKind != JsonValueKind.Object ? []
                : protocol == Protocol.OpenaiChat ? [.. OpenaiWords.Of(document.RootElement)] : [.. EdgequakeWords.Of(document.RootElement)];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return []; // malformed is a finding, and bytes say it best
        }
    }
}
