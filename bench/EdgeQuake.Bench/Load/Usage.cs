using System.Text.Json;

namespace EdgeQuake.Bench;

/// <summary>How many tokens a server says it read and wrote: <c>completion_tokens</c> (OpenAI), <c>output_tokens</c> (Anthropic, responses), <c>eval_count</c> (Ollama), <c>tokens_used</c> (EdgeQuake's own estimate).</summary>
internal static class Usage
{
    /// <summary>Each null when the JSON does not state it.</summary>
    public static (int? Prompt, int? Answer) Of(ReadOnlySpan<byte> json)
    {
        (int? Prompt, int? Answer) found = default;
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
                    found.Prompt = Number(ref reader) ?? found.Prompt;
                }
                else if (reader.ValueTextEquals("completion_tokens"u8) || reader.ValueTextEquals("output_tokens"u8) || reader.ValueTextEquals("eval_count"u8) || reader.ValueTextEquals("tokens_used"u8))
                {
                    found.Answer = Number(ref reader) ?? found.Answer;
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
