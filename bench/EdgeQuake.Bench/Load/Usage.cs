using System.Text.Json;

namespace EdgeQuake.Bench;

/// <summary>What a server says about an answer. Null: it did not say.</summary>
/// <param name="CacheHit">The answer came from the server's cache (EdgeQuake's <c>answer_cache_hit</c>).</param>
internal readonly record struct Stated(int? Prompt, int? Answer, bool? CacheHit);

/// <summary>How many tokens a server says it read and wrote: <c>completion_tokens</c> (OpenAI), <c>output_tokens</c> (Anthropic, responses), <c>eval_count</c> (Ollama), <c>tokens_used</c> (EdgeQuake's own estimate).</summary>
internal static class Usage
{
    /// <summary>Each null when the JSON does not state it.</summary>
    public static Stated Of(ReadOnlySpan<byte> json)
    {
        Stated found = default;
        try
        {
            var reader = new Utf8JsonReader(json);
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1)
                {
                    continue;
                }

                if (reader.ValueTextEquals("prompt_tokens"u8) || reader.ValueTextEquals("input_tokens"u8) || reader.ValueTextEquals("prompt_eval_count"u8))
                {
                    found = found with { Prompt = Number(ref reader) ?? found.Prompt };
                }
                else if (reader.ValueTextEquals("completion_tokens"u8) || reader.ValueTextEquals("output_tokens"u8) || reader.ValueTextEquals("eval_count"u8) || reader.ValueTextEquals("tokens_used"u8))
                {
                    found = found with { Answer = Number(ref reader) ?? found.Answer };
                }
                else if (reader.ValueTextEquals("answer_cache_hit"u8) && reader.Read())
                {
                    found = found with { CacheHit = reader.TokenType == JsonTokenType.True };
                }
            }
        }
        catch (JsonException)
        {
            // The decoder has judged the frame already; a count that cannot be read is a count that was not stated.
            return found;
        }

        return found;
    }

    private static int? Number(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var n) ? n : null;
}
