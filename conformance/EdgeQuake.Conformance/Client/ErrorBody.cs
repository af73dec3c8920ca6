using System.Text.Json;

namespace EdgeQuake.Conformance;

/// <summary>
/// What a refused request's body says: message and code, from EdgeQuake's three shapes (auth <c>{"error","message"}</c>, limiter, ApiError and its
/// problem+json), OpenAI's <c>{"error":{"message","code"}}</c>, or the bare text of anything else.
/// </summary>
internal readonly record struct ErrorBody(string? Message, string? Code, bool IsError)
{
    private const int Shown = 300;

    public static ErrorBody Read(ReadOnlySpan<byte> body)
    {
        try
        {
            var json = new Utf8JsonReader(body);
            return json.Read() && json.TokenType == JsonTokenType.StartObject ? Of(ref json, body) : Plain(body);
        }
        catch (JsonException)
        {
            return Plain(body);
        }
    }

    private static ErrorBody Of(ref Utf8JsonReader json, ReadOnlySpan<byte> body)
    {
        var fields = default(ErrorFields);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (!fields.Take(ref json))
                json.Skip();
        }

        return new(Text(fields.Message, body), Text(fields.Code, body), fields.HasError);
    }

    private static ErrorBody Plain(ReadOnlySpan<byte> body)
    {
        var text = Sse.Text(body).Trim();
        return new(text.Length == 0 ? null : text[..Math.Min(text.Length, Shown)], null, false);
    }

    private static string? Text(JsonSlice slice, ReadOnlySpan<byte> body)
    {
        if (!slice.Said)
            return null;
        var plain = default(ByteBuffer);
        JsonEscapes.Resolve(body.Slice(slice.Start, slice.Length), ref plain);
        var text = Sse.Text(plain.Span);
        plain.Release();
        return text;
    }
}
