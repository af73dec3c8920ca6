using System.Text.Json;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>An answer that is no stream: one JSON document. Its text is <c>answer</c>, <c>content</c> or the message of the first choice.</summary>
internal static class WholeAnswer
{
    internal static bool IsStream(PlanOp.Respond head, Protocol protocol) => Type(head) is not { } type || type == EventReader.MediaType(protocol);

    internal static bool Applies(PlanOp.Respond head) => Type(head)?.EndsWith("json", StringComparison.Ordinal) == true;

    /// <summary>Complete when the document has a text; an error object, or no JSON at all, is a failure.</summary>
    internal static Outcome Read(IReadOnlyList<PlanOp> body, ContentDecoder? decoder, FrameSink sink)
    {
        if (body.OfType<PlanOp.End>().FirstOrDefault() is not { Kind: EndKind.Close or EndKind.Goaway })
            return Outcome.Failed;
        if (Bytes(body, decoder) is not { } bytes)
            return Outcome.Failed;
        try
        {
            using var json = JsonDocument.Parse(bytes);
            if (Text(json.RootElement) is not { } text)
                return Outcome.Failed;
            sink.Whole(text);
            return Outcome.Complete;
        }
        catch (JsonException)
        {
            return Outcome.Failed;
        }
    }

    /// <summary>The whole body, decoded; null when its coding is broken.</summary>
    private static byte[]? Bytes(IReadOnlyList<PlanOp> body, ContentDecoder? decoder)
    {
        using var plain = new MemoryStream();
        foreach (var write in body.OfType<PlanOp.Write>())
        {
            if (decoder is null)
                plain.Write(write.Body.Span);
            else if (!decoder.Take(write.Body, plain))
                return null;
        }

        return decoder?.End() == false ? null : plain.ToArray();
    }

    private static string? Text(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return null;
        foreach (var name in new[] { "answer", "content" })
        {
            if (root.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String)
                return text.GetString();
        }

        return root.TryGetProperty("choices", out var choices) && choices.ValueKind == JsonValueKind.Array && choices.GetArrayLength() > 0
            && choices[0].TryGetProperty("message", out var message) && message.TryGetProperty("content", out var content)
            ? content.GetString()
            : null;
    }

    private static string? Type(PlanOp.Respond head) =>
        head.Headers.Where(h => h.Name.Equals("content-type", StringComparison.OrdinalIgnoreCase))
            .Select(h => h.Value.Split(';')[0].Trim().ToLowerInvariant()).FirstOrDefault();
}
