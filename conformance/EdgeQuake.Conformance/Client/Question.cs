using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeQuake.FakeServer;
using NodeValue = System.Text.Json.Nodes.JsonValue;

namespace EdgeQuake.Conformance;

/// <summary>One turn of a run as HTTP requests: the case's request, said in the words of its api.</summary>
internal sealed class Question
{
    private readonly RunRequest _run;
    private readonly JsonObject _members;
    private readonly string _query;
    private readonly IReadOnlyList<Said> _before;

    /// <param name="turn">The user's message; null = what the request says.</param>
    /// <param name="before">What was said in earlier turns, in order.</param>
    public Question(RunRequest run, string? turn, IReadOnlyList<Said> before)
    {
        (_run, _before) = (run, before);
        _members = Members(run.Request);
        _query = turn ?? Text(_members["query"]) ?? "";
        Shape = Text(_members["stream_format"]) == "v1" ? FakeServer.Shape.V1 : null;
    }

    public string Query => _query;

    public Protocol Protocol => _run.Api == "openai.chat" ? Protocol.OpenaiChat : Protocol.Edgequake;

    /// <summary>The wire that the request asks for; null = EdgeQuake's typed frames, or not EdgeQuake.</summary>
    public Shape? Shape { get; }

    public bool Post => _run.Api != "edgequake.query.documented";

    /// <summary>A new message each time: HttpClient sends one once.</summary>
    public HttpRequestMessage Stream()
    {
        var message = Post
            ? new HttpRequestMessage(HttpMethod.Post, _run.Url) { Content = Json(Protocol == Protocol.OpenaiChat ? Chat() : Body()) }
            : new HttpRequestMessage(HttpMethod.Get, WithQuery(_run.Url));
        return With(message, "text/event-stream");
    }

    /// <summary>The non-streaming question: <c>POST /query</c>, beside whichever stream was asked.</summary>
    public HttpRequestMessage Whole()
    {
        var body = Body();
        body.Remove("stream_format");
        var url = new Uri(_run.Origin, Post ? "/api/v1/query" : "/query");
        return With(new HttpRequestMessage(HttpMethod.Post, url) { Content = Json(body) }, "application/json");
    }

    private HttpRequestMessage With(HttpRequestMessage message, string accept)
    {
        message.Headers.TryAddWithoutValidation("Accept", accept);
        message.Headers.TryAddWithoutValidation("Cache-Control", "no-cache");
        foreach (var header in _run.Options.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(header.Name, header.Value))
                message.Content?.Headers.TryAddWithoutValidation(header.Name, header.Value);
        }

        return message;
    }

    private JsonObject Body()
    {
        var body = (JsonObject)_members.DeepClone();
        body["query"] = _query;
        if (_before.Count > 0)
            body["conversation_history"] = new JsonArray([.. _before.Select(Message)]);
        return body;
    }

    private JsonObject Chat()
    {
        var body = (JsonObject)_members.DeepClone();
        body.Remove("query");
        body.TryAdd("model", NodeValue.Create("edgequake"));
        var messages = body["messages"] as JsonArray ?? [];
        body.Remove("messages");
        foreach (var said in _before)
            messages.Add((JsonNode)Message(said));
        if (messages.Count == 0 || _run.Turns.Count > 0)
            messages.Add((JsonNode)Message(new Said("user", _query)));
        body["messages"] = messages;
        body["stream"] = true;
        return body;
    }

    private Uri WithQuery(Uri url)
    {
        var query = new StringBuilder(url.Query.TrimStart('?'));
        foreach (var (name, value) in Body().Where(m => m.Value is not null))
        {
            query.Append(query.Length == 0 ? "" : "&").Append(Uri.EscapeDataString(name)).Append('=');
            query.Append(Uri.EscapeDataString(Text(value) ?? value!.ToJsonString()));
        }

        return new UriBuilder(url) { Query = query.ToString() }.Uri;
    }

    private static JsonObject Message(Said said) => new JsonObject { ["role"] = NodeValue.Create(said.Role), ["content"] = NodeValue.Create(said.Text) };

    private static JsonObject Members(string request)
    {
        try
        {
            return JsonNode.Parse(request) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            return new JsonObject { ["query"] = NodeValue.Create(request) };
        }
    }

    private static string? Text(JsonNode? node) => node is NodeValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static ByteArrayContent Json(JsonObject body)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.ToJsonString()));
        content.Headers.ContentType = new("application/json");
        return content;
    }
}
