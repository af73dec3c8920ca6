using System.Text.Json;

namespace EdgeQuake.Bench;

/// <summary>How many tokens a server says it generated: <c>completion_tokens</c> (OpenAI) or <c>tokens_used</c> (EdgeQuake's own estimate).</summary>
internal static class Usage
{
    /// <summary>Null when the JSON states neither.</summary>
    public static int? Tokens(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && (reader.ValueTextEquals("completion_tokens"u8) || reader.ValueTextEquals("tokens_used"u8)))
                {
                    return reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var n) ? n : null;
                }
            }
        }
        catch (JsonException)
        {
            // The decoder has judged the frame already; a count that cannot be read is a count that was not stated.
            return null;
        }

        return null;
    }
}
