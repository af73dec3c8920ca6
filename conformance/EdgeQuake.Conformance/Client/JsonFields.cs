using System.Text.Json;

namespace EdgeQuake.Conformance;

/// <summary>Reads values of a JSON document as places in its bytes. The reader must stand on the value (or, for names, on the name).</summary>
internal static class JsonFields
{
    /// <summary>The property name equals; one that is written with escapes is compared resolved, and never throws.</summary>
    public static bool Is(ref Utf8JsonReader json, ReadOnlySpan<byte> name)
    {
        if (!json.ValueIsEscaped)
            return json.ValueSpan.SequenceEqual(name);
        var plain = default(ByteBuffer);
        JsonEscapes.Resolve(json.ValueSpan, ref plain);
        var equal = plain.Span.SequenceEqual(name);
        plain.Release();
        return equal;
    }

    /// <summary>A string or a bare scalar; nothing for null, an object or an array, which are skipped.</summary>
    public static JsonSlice Scalar(ref Utf8JsonReader json)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.String:
                return Text(ref json);
            case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False:
                return new((int)json.TokenStartIndex, json.ValueSpan.Length, false);
            default:
                json.Skip();
                return default;
        }
    }

    /// <summary>Text of the answer: a string; nothing for null; any other type is no text (<see cref="JsonException"/>).</summary>
    public static JsonSlice Content(ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.String => Text(ref json),
        JsonTokenType.Null => default,
        _ => throw new JsonException("the text of a token is not a string"),
    };

    /// <summary>An object as JSON text; nothing for any other type.</summary>
    public static JsonSlice Object(ref Utf8JsonReader json)
    {
        var start = (int)json.TokenStartIndex;
        var isObject = json.TokenType == JsonTokenType.StartObject;
        json.Skip();
        return isObject ? new(start, (int)json.BytesConsumed - start, false) : default;
    }

    /// <summary>A whole number; 0 for anything else, which is skipped.</summary>
    public static int Number(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.Number && json.TryGetInt32(out var value))
            return value;
        json.Skip();
        return 0;
    }

    /// <summary>After the last brace: anything but white space is an error of the document.</summary>
    public static void End(ref Utf8JsonReader json)
    {
        if (json.Read())
            throw new JsonException("more than one JSON value");
    }

    private static JsonSlice Text(ref Utf8JsonReader json) => new((int)json.TokenStartIndex + 1, json.ValueSpan.Length, json.ValueIsEscaped);
}
