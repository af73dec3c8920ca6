using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>The request of stream n, as its protocol asks: route, method, question, parameters, headers.</summary>
internal sealed class RequestMaker
{
    private const string OneQuestion = "What is EdgeQuake?";
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private readonly LoadProfile _profile;
    private readonly IReadOnlyList<string> _prompts;

    public RequestMaker(LoadProfile profile)
    {
        _profile = profile;
        _prompts = profile.Prompts.Count > 0 ? profile.Prompts : [OneQuestion];
        Get = profile.Protocol == Protocol.Sse || (profile.Protocol == Protocol.Edgequake && profile.Shape == Shape.Documented);
        Address = profile.Target.AbsolutePath is "/" or "" ? new Uri(profile.Target, Route(profile) + profile.Target.Query) : profile.Target;
    }

    /// <summary>The guide's wire and plain event streams are asked by GET; the server's own and OpenAI's by POST.</summary>
    public bool Get { get; }

    /// <summary>The target, with the protocol's own route where it names none.</summary>
    public Uri Address { get; }

    public HttpRequestMessage For(int number)
    {
        var prompt = _prompts[(int)((uint)number % (uint)_prompts.Count)];
        var request = Get ? new HttpRequestMessage(HttpMethod.Get, Query(prompt)) : new HttpRequestMessage(HttpMethod.Post, Address) { Content = Body(number, prompt) };
        request.Headers.Accept.Add(new("text/event-stream"));
        foreach (var header in _profile.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(header.Name, header.Value) && request.Content is { } content)
            {
                // content-type and its kin belong to the body; the asked value replaces ours.
                content.Headers.Remove(header.Name);
                content.Headers.TryAddWithoutValidation(header.Name, header.Value);
            }
        }

        return request;
    }

    private static string Route(LoadProfile p) => (p.Protocol, p.Shape) switch
    {
        (Protocol.OpenaiChat, _) => "/v1/chat/completions",
        (Protocol.Edgequake, Shape.Documented) => "/query/stream",
        (Protocol.Edgequake, _) => "/api/v1/query/stream",
        _ => "/",
    };

    private Uri Query(string prompt)
    {
        var query = new StringBuilder(Address.Query);
        var fields = _profile.Protocol == Protocol.Edgequake && !Address.Query.Contains("query=", StringComparison.Ordinal) ? _profile.Parameters.Prepend(new("query", prompt)) : _profile.Parameters;
        foreach (var (name, value) in fields)
        {
            // A space is + in a query of this kind (WHATWG URL 5.2), as the guide's own curl line has it.
            query.Append(query.Length == 0 ? '?' : '&').Append(Encoded(name)).Append('=').Append(Encoded(value));
        }

        return new Uri(Address.GetLeftPart(UriPartial.Path) + query);
    }

    private static string Encoded(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);

    private ByteArrayContent Body(int number, string prompt)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (_profile.Protocol == Protocol.OpenaiChat)
            {
                OpenAi(json, number, prompt);
            }
            else
            {
                json.WriteString("query", prompt);
                json.WriteString("stream_format", Words.Of(_profile.Shape));
            }

            foreach (var (name, value) in _profile.Parameters.Where(p => !(_profile.Protocol == Protocol.OpenaiChat && p.Key == "model")))
            {
                Field(json, name, value);
            }

            json.WriteEndObject();
        }

        return new ByteArrayContent(buffer.ToArray()) { Headers = { ContentType = Json } };
    }

    /// <summary>A prefix of its own for each stream: a prompt that the provider has cached would measure the cache.</summary>
    private void OpenAi(Utf8JsonWriter json, int number, string prompt)
    {
        json.WriteString("model", _profile.Parameters.Where(p => p.Key == "model").Select(p => p.Value).FirstOrDefault() ?? "default");
        json.WriteStartArray("messages");
        json.WriteStartObject();
        json.WriteString("role", "user");
        json.WriteString("content", string.Create(CultureInfo.InvariantCulture, $"[{_profile.Seed:x}-{number}] {prompt}"));
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteBoolean("stream", true);
        json.WriteStartObject("stream_options");
        json.WriteBoolean("include_usage", true);
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
