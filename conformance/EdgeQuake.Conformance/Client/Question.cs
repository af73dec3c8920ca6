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
    private readonly string? _conversation;

    /// <param name="turn">The user's message; null = what the request says.</param>
    /// <param name="before">What was said in earlier turns, in order.</param>
    /// <param name="conversation">EdgeQuake chat: the id that the server gave to the conversation in an earlier turn.</param>
    public Question(RunRequest run, string? turn, IReadOnlyList<Said> before, string? conversation = null)
    {
        (_run, _before, _conversation) = (run, before, conversation);
        _members = Members(run.Request);
        _query = turn ?? Text(_members["query"]) ?? "";
        Shape = Text(_members["stream_format"]) == "v1" ? FakeServer.Shape.V1 : null;
    }

    public string Query => _query;

    public Protocol Protocol => Api.Find(_run.Api)?.Protocol ?? Protocol.Edgequake;

    /// <summary>The server keeps the message before it answers: what it has accepted must not be sent again.</summary>
    public bool Stored => _run.Api == Api.Chat.Word;

    /// <summary>The wire that the request asks for; null = EdgeQuake's typed frames, or not EdgeQuake.</summary>
    public Shape? Shape { get; }

    public bool Post => _run.Api != "edgequake.query.documented";

    /// <summary>A new message each time: HttpClient sends one once.</summary>
    public HttpRequestMessage Stream()
    {
        var message = Post
            ? new HttpRequestMessage(HttpMethod.Post, _run.Url) { Content = Json(StreamBody()) }
            : new HttpRequestMessage(HttpMethod.Get, WithQuery(_run.Url));
        return With(message, EventReader.MediaType(Protocol));
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

        foreach (var (name, value) in Own().Where(h => !message.Headers.Contains(h.Name)))
            message.Headers.TryAddWithoutValidation(name, value);
        return message;
    }

    /// <summary>Headers that the api asks for, unless the case names them.</summary>
    private IEnumerable<(string Name, string Value)> Own() => _run.Api switch
    {
        "edgequake.chat" => [("X-Tenant-ID", "00000000-0000-4000-8000-0000000000d1"), ("X-User-ID", "00000000-0000-4000-8000-0000000000e1")],
        "anthropic.messages" => [("anthropic-version", "2023-06-01")],
        _ => [],
    };

    private JsonObject StreamBody() => _run.Api switch
    {
        "edgequake.chat" => StoredMessage(),
        "openai.chat" or "ollama.chat" => Chat("messages"),
        "openai.responses" => Chat("input"),
        "anthropic.messages" => Limited(Chat("messages")),
        _ => Body(),
    };

    private JsonObject StoredMessage()
    {
        var body = (JsonObject)_members.DeepClone();
        body.Remove("query");
        body["message"] = _query;
        body["stream"] = true;
        if (_conversation is not null)
            body["conversation_id"] = _conversation;
        return body;
    }

    /// <summary>Anthropic asks for a limit with every request.</summary>
    private static JsonObject Limited(JsonObject body)
    {
        body.TryAdd("max_tokens", NodeValue.Create(1024));
        return body;
    }

    private JsonObject Body()
    {
        var body = (JsonObject)_members.DeepClone();
        body["query"] = _query;
        if (_before.Count > 0)
            body["conversation_history"] = new JsonArray([.. _before.Select(Message)]);
        return body;
    }

    /// <param name="list">What the api calls the list of messages.</param>
    private JsonObject Chat(string list)
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
        body[list] = messages;
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
