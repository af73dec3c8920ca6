namespace EdgeQuake.Bench;

/// <summary>What the first frames of a stream look like, whatever was asked for: a hint for people, not a decoder.</summary>
/// <param name="Name">As reports say it.</param>
/// <param name="Options">The options that read it: what follows <c>--protocol</c>.</param>
public sealed record ShapeSeen(string Name, string Options)
{
    /// <summary>Null when there was no event.</summary>
    public static ShapeSeen? Of(IReadOnlyList<string> data)
    {
        if (data.Count == 0)
        {
            return null;
        }

        return Any(data, "\"type\":\"response.") ? new("OpenAI responses (response.…)", "openai-responses")
            : Any(data, "\"message_start\"") || Any(data, "\"content_block_delta\"") ? new("Anthropic messages (content blocks)", "anthropic")
            : data.Any(d => d.StartsWith('{')) && Any(data, "\"model\"", "\"done\":") ? new("Ollama lines (done)", "ollama")
            : Any(data, "\"type\":\"conversation\"") ? new("EdgeQuake chat (conversation)", "edgequake --shape chat")
            : Any(data, "\"total_batches\"") ? new("EdgeQuake graph (nodes)", "edgequake --shape graph")
            : Any(data, "\"choices\"") ? new("OpenAI chunks (choices)", "openai-chat")
            : Any(data, "\"chunk\"") ? new("EdgeQuake as documented (chunk)", "edgequake --shape documented")
            : Any(data, "\"type\"", "\"content\"") || Any(data, "\"type\"", "\"query_mode\"") ? new("EdgeQuake v2 (content)", "edgequake --shape v2")
            : data.All(d => !d.StartsWith('{')) ? new("plain text (EdgeQuake v1, or any SSE)", "edgequake --shape v1")
            : new("JSON of no known shape", "sse");
    }

    private static bool Any(IReadOnlyList<string> data, params string[] words) => data.Any(d => words.All(w => d.Contains(w, StringComparison.Ordinal)));
}
