using System.Text.Json;

namespace EdgeQuake.Conformance;

/// <summary>
/// Finds the one string that two events differ in beside their token: both were read as the same single token, so the decoder ignores it. It must be the whole
/// of a string value behind the token, and its member must not be one that could mean something with another value.
/// </summary>
internal static class VaryingString
{
    /// <param name="known">What followed the token in the earlier event.</param>
    /// <param name="end">Where the token ends in <paramref name="data"/>.</param>
    /// <returns>Where the string's text lies in <paramref name="data"/>; null when there is no such string.</returns>
    public static (int Start, int End)? Find(ReadOnlySpan<byte> known, ReadOnlySpan<byte> data, int end)
    {
        var rest = data[end..];
        var open = rest[..rest.CommonPrefixLength(known)].LastIndexOf((byte)'"');
        if (open <= 0)
            return null;
        var text = open + 1;
        var (length, earlier) = (rest[text..].IndexOf((byte)'"'), known[text..].IndexOf((byte)'"'));
        if (length < 0 || earlier < 0 || !rest[(text + length)..].SequenceEqual(known[(text + earlier)..]))
            return null;
        return IsIgnoredValue(data, end + open, length) ? (end + text, end + text + length) : null;
    }

    /// <summary>A JSON reader agrees that a string value of that length begins there; it has no escapes, and its member's name says nothing to a decoder.</summary>
    private static bool IsIgnoredValue(ReadOnlySpan<byte> data, int at, int length)
    {
        var json = new Utf8JsonReader(data);
        var says = true;
        while (json.Read() && json.TokenStartIndex <= at)
        {
            if (json.TokenType == JsonTokenType.PropertyName)
                says = Says(ref json);
            else if (json.TokenStartIndex == at)
                return json.TokenType == JsonTokenType.String && !json.ValueIsEscaped && json.ValueSpan.Length == length && !says;
        }

        return false;
    }

    private static bool Says(ref Utf8JsonReader json) =>
        json.ValueIsEscaped || JsonFields.Is(ref json, "type"u8) || JsonFields.Is(ref json, "content"u8) || JsonFields.Is(ref json, "chunk"u8)
        || JsonFields.Is(ref json, "finish_reason"u8) || JsonFields.Is(ref json, "error"u8) || JsonFields.Is(ref json, "reasoning"u8)
        || JsonFields.Is(ref json, "reasoning_content"u8) || JsonFields.Is(ref json, "arguments"u8) || JsonFields.Is(ref json, "source"u8);
}
