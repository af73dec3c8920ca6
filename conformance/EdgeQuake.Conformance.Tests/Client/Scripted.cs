using System.Net;
using System.Text;

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

/// <summary>A body that plays its steps, one a read.</summary>
internal sealed class ScriptedBody(IReadOnlyList<object> steps) : Stream
{
    private int _next;

    /// <summary>A read that waited was cancelled: HttpClient would have closed the connection.</summary>
    public bool Cancelled { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_next == steps.Count)
            return 0;
        var step = steps[_next++];
        if (step == ScriptedAnswer.Reset)
            throw new IOException("Connection reset by peer");
        if (step == ScriptedAnswer.Hang)
            await HangAsync(cancellationToken);
        if (step is TimeSpan pause)
        {
            await Alarm.UntilAsync(FakeServer.Clock.Real, FakeServer.Clock.Real.Now + pause, cancellationToken);
            return await ReadAsync(buffer, cancellationToken);
        }

        var bytes = step as byte[] ?? Encoding.UTF8.GetBytes((string)step);
        bytes.CopyTo(buffer);
        return bytes.Length;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("async only");

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private async Task HangAsync(CancellationToken cancellation)
    {
        try
        {
            await new TaskCompletionSource().Task.WaitAsync(cancellation);
        }
        finally
        {
            Cancelled = true;
        }
    }
}
