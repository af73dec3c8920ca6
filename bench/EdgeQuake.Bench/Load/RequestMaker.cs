using System.Globalization;
using System.Net;
using System.Text;
using EdgeQuake.Conformance;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>The request of stream n, as its protocol asks: route, method, question, parameters, headers.</summary>
internal sealed class RequestMaker
{
    private const string OneQuestion = "What is EdgeQuake?";
    private readonly LoadProfile _profile;
    private readonly IReadOnlyList<string> _prompts;
    private readonly ParameterMix _mix;

    public RequestMaker(LoadProfile profile)
    {
        (_profile, _mix) = (profile, new ParameterMix(profile));
        _prompts = profile.Prompts.Count > 0 ? profile.Prompts : [OneQuestion];
        Get = profile.Protocol == Protocol.Sse || (profile.Protocol == Protocol.Edgequake && profile.Shape is Shape.Documented or Shape.Graph);
        Address = profile.Target.AbsolutePath is "/" or "" ? new Uri(profile.Target, Route(profile) + profile.Target.Query) : profile.Target;
    }

    /// <summary>The guide's wire and plain event streams are asked by GET; the server's own and everybody else's by POST.</summary>
    public bool Get { get; }

    /// <summary>The target, with the protocol's own route where it names none.</summary>
    public Uri Address { get; }

    /// <summary>Length of stream n's question.</summary>
    public int Characters(int number) => Prompt(number).Length;

    /// <summary>Stream n's question as it is sent. The first of a conversation has a prefix of its own: an answer that the provider has cached would measure the cache.</summary>
    public string Question(int number, Talk? talk)
    {
        var plain = _profile.NoPrefix || talk?.Said.Count > 0 || _profile.Protocol is Protocol.Edgequake or Protocol.Sse;
        return plain ? Prompt(number) : string.Create(CultureInfo.InvariantCulture, $"[{_profile.Seed:x}-{Conversation(number)}] {Prompt(number)}");
    }

    /// <param name="number">Of the stream.</param>
    /// <param name="talk">What was said before it; null = nothing.</param>
    public HttpRequestMessage For(int number, Talk? talk = null)
    {
        var prompt = Question(number, talk);
        var own = _mix.Of(Conversation(number));
        var request = Get ? new HttpRequestMessage(HttpMethod.Get, Query(own, prompt)) : new HttpRequestMessage(HttpMethod.Post, Address) { Content = RequestBody.Of(own, Address, prompt, talk) };
        return With(request, EventReader.MediaType(_profile.Protocol));
    }

    /// <summary>The same question to the call that does not stream: EdgeQuake's <c>POST /query</c>, beside whichever stream was asked.</summary>
    public HttpRequestMessage Whole(int number)
    {
        // The documented shape's body is the question and the parameters alone, and asks for no stream.
        var own = _mix.Of(Conversation(number)) with { Shape = Shape.Documented };
        var address = new Uri(_profile.Target, Get ? "/query" : "/api/v1/query");
        return With(new HttpRequestMessage(HttpMethod.Post, address) { Content = RequestBody.Of(own, address, Question(number, null), null) }, "application/json");
    }

    private HttpRequestMessage With(HttpRequestMessage request, string accept)
    {
        (request.Version, request.VersionPolicy) = (_profile.Http2 ? HttpVersion.Version20 : HttpVersion.Version11, HttpVersionPolicy.RequestVersionExact);
        request.Headers.Accept.Add(new(accept));
        foreach (var header in _profile.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(header.Name, header.Value) && request.Content is { } content)
            {
                // content-type and its kin belong to the body; the asked value replaces ours.
                content.Headers.Remove(header.Name);
                content.Headers.TryAddWithoutValidation(header.Name, header.Value);
            }
        }

        foreach (var (name, value) in Own(_profile).Where(h => !request.Headers.Contains(h.Name)))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    /// <summary>The probe stream (−1) is none's.</summary>
    private int Conversation(int number) => number < 0 ? number : number / _profile.Turns;

    private string Prompt(int number) => _prompts[(int)((uint)number % (uint)_prompts.Count)];

    /// <summary>Headers without which the real server refuses, unless they are given.</summary>
    private static IEnumerable<HttpField> Own(LoadProfile p) => (p.Protocol, p.Shape) switch
    {
        (Protocol.Edgequake, Shape.Chat) => [new("X-Tenant-ID", "00000000-0000-4000-8000-0000000000d1"), new("X-User-ID", "00000000-0000-4000-8000-0000000000e1")],
        (Protocol.Anthropic, _) => [new("anthropic-version", "2023-06-01")],
        _ => [],
    };

    private static string Route(LoadProfile p) => (p.Protocol, p.Shape) switch
    {
        (Protocol.OpenaiChat, _) => "/v1/chat/completions",
        (Protocol.OpenaiResponses, _) => "/v1/responses",
        (Protocol.Anthropic, _) => "/v1/messages",
        (Protocol.Ollama, _) => "/api/chat",
        (Protocol.Edgequake, Shape.Chat) => "/api/v1/chat/completions/stream",
        (Protocol.Edgequake, Shape.Graph) => "/api/v1/graph/stream",
        (Protocol.Edgequake, Shape.Documented) => "/query/stream",
        (Protocol.Edgequake, _) => "/api/v1/query/stream",
        _ => "/",
    };

    private Uri Query(LoadProfile own, string prompt)
    {
        var query = new StringBuilder(Address.Query);
        var fields = _profile.Protocol == Protocol.Edgequake && _profile.Shape != Shape.Graph && !Address.Query.Contains("query=", StringComparison.Ordinal) ? own.Parameters.Prepend(new("query", prompt)) : own.Parameters;
        foreach (var (name, value) in fields)
        {
            // A space is + in a query of this kind (WHATWG URL 5.2), as the guide's own curl line has it.
            query.Append(query.Length == 0 ? '?' : '&').Append(Encoded(name)).Append('=').Append(Encoded(value));
        }

        return new Uri(Address.GetLeftPart(UriPartial.Path) + query);
    }

    private static string Encoded(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);
}
