using System.Net;

namespace EdgeQuake.Conformance.Tests;

/// <summary>One scripted answer: a head, and body chunks that may pause, hang or break off.</summary>
internal sealed record ScriptedAnswer(int Status, string? Type, params IReadOnlyList<object> Steps)
{
    /// <summary>A step: the read waits until it is cancelled.</summary>
    public static readonly object Hang = new();

    /// <summary>A step: the connection is reset.</summary>
    public static readonly object Reset = new();

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The body, once it was given out.</summary>
    public ScriptedBody? Body { get; private set; }

    /// <summary>Events of an answer with a clean end, each in a read of its own.</summary>
    public static ScriptedAnswer Stream(params IEnumerable<object> steps) => new(200, "text/event-stream", [.. steps]);

    public static ScriptedAnswer Json(int status, string body) => new(status, "application/json", body);

    /// <summary>No response at all.</summary>
    public static ScriptedAnswer Refused => new(0, null, Reset);

    /// <summary>A head that never comes.</summary>
    public static ScriptedAnswer Silent => new(0, null, Hang);

    public async Task<HttpResponseMessage> RespondAsync(CancellationToken cancellation)
    {
        if (Status == 0 && Steps[0] == Reset)
            throw new HttpRequestException("Connection refused");
        if (Status == 0)
            await new TaskCompletionSource().Task.WaitAsync(cancellation);
        Body = new ScriptedBody(Steps);
        var response = new HttpResponseMessage((HttpStatusCode)Status) { Content = new StreamContent(Body) };
        if (Type is not null)
            response.Content.Headers.TryAddWithoutValidation("Content-Type", Type);
        foreach (var (name, value) in Headers)
            response.Headers.TryAddWithoutValidation(name, value);
        return response;
    }
}
