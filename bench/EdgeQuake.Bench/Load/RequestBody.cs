using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>The JSON body that asks a question in the words of each protocol, with the profile's parameters after it.</summary>
internal static class RequestBody
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <param name="address">Ollama: <c>/api/generate</c> takes a prompt, <c>/api/chat</c> messages.</param>
    /// <param name="prompt">As it is sent.</param>
    /// <param name="talk">What was said before it; null = nothing.</param>
    public static ByteArrayContent Of(LoadProfile profile, Uri address, string prompt, Talk? talk)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            var names = Question(json, profile, address, prompt, talk);
            foreach (var (name, value) in profile.Parameters.Where(p => !names.Contains(p.Key)))
            {
                Field(json, name, value);
            }

            json.WriteEndObject();
        }

        return new ByteArrayContent(buffer.ToArray()) { Headers = { ContentType = Json } };
    }

    /// <summary>Writes the question; returns the parameters that it has taken.</summary>
    private static string[] Question(Utf8JsonWriter json, LoadProfile p, Uri address, string prompt, Talk? talk)
    {
        switch (p.Protocol)
        {
            case Protocol.OpenaiChat:
                Model(json, p);
                Messages(json, "messages", prompt, talk);
                json.WriteStartObject("stream_options");
                json.WriteBoolean("include_usage", true);
                json.WriteEndObject();
                return ["model"];
            case Protocol.OpenaiResponses:
                Model(json, p);
                Messages(json, "input", prompt, talk);
                return ["model"];
            case Protocol.Anthropic:
                Model(json, p);
                Field(json, "max_tokens", Parameter(p, "max_tokens") ?? "1024");
                Messages(json, "messages", prompt, talk);
                return ["model", "max_tokens"];
            case Protocol.Ollama when address.AbsolutePath.EndsWith("/generate", StringComparison.Ordinal):
                Model(json, p);
                json.WriteString("prompt", prompt);
                json.WriteBoolean("stream", true);
                return ["model"];
            case Protocol.Ollama:
                Model(json, p);
                Messages(json, "messages", prompt, talk);
                return ["model"];
            case Protocol.Edgequake when p.Shape == Shape.Chat:
                json.WriteString("message", prompt);
                json.WriteBoolean("stream", true);
                if (talk?.Id is not { } conversation)
                {
                    return [];
                }

                json.WriteString("conversation_id", conversation);
                return ["conversation_id"];
            default:
                json.WriteString("query", prompt);
                if (p.Shape != Shape.Documented)
                {
                    json.WriteString("stream_format", Words.Of(p.Shape));
                }

                return [];
        }
    }

    private static string? Parameter(LoadProfile p, string name) => p.Parameters.Where(x => x.Key == name).Select(x => x.Value).FirstOrDefault();

    private static void Model(Utf8JsonWriter json, LoadProfile p) => json.WriteString("model", Parameter(p, "model") ?? "default");

    private static void Messages(Utf8JsonWriter json, string list, string text, Talk? talk)
    {
        json.WriteStartArray(list);
        foreach (var (question, answer) in talk?.Said ?? [])
        {
            Message(json, "user", question);
            Message(json, "assistant", answer);
        }

        Message(json, "user", text);
        json.WriteEndArray();
        json.WriteBoolean("stream", true);
    }

    private static void Message(Utf8JsonWriter json, string role, string text)
    {
        json.WriteStartObject();
        json.WriteString("role", role);
        json.WriteString("content", text);
        json.WriteEndObject();
    }

    private static void Field(Utf8JsonWriter json, string name, string value)
    {
        if (long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            json.WriteNumber(name, whole);
        }
        else if (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
        {
            json.WriteNumber(name, number);
        }
        else if (value is "true" or "false")
        {
            json.WriteBoolean(name, value == "true");
        }
        else
        {
            json.WriteString(name, value);
        }
    }
}
