namespace EdgeQuake.Conformance.Tests;

/// <summary>A handler that answers from a script, in order, the last answer for good; and keeps what it was asked.</summary>
internal sealed class Scripted(params IReadOnlyList<ScriptedAnswer> answers) : HttpMessageHandler
{
    public List<string> Asked { get; } = [];

    public List<string> Bodies { get; } = [];

    public List<IReadOnlyDictionary<string, string>> Headers { get; } = [];

    public List<TimeSpan> At { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        At.Add(FakeServer.Clock.Real.Now);
        Asked.Add($"{request.Method} {request.RequestUri!.PathAndQuery}");
        Bodies.Add(request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken));
        Headers.Add(request.Headers.Concat(request.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>())
            .ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase));
        return await answers[Math.Min(Asked.Count, answers.Count) - 1].RespondAsync(cancellationToken);
    }
}
