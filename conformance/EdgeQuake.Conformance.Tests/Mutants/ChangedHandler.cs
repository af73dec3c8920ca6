namespace EdgeQuake.Conformance.Tests;

/// <summary>Stands between a client and the transport and changes one thing on the way.</summary>
internal sealed class ChangedHandler(HttpMessageHandler inner) : HttpMessageHandler
{
    // Not disposed with this handler: the runner owns what is below.
    private readonly HttpMessageInvoker _inner = new(inner, disposeHandler: false);

    internal Func<BodyChange>? Body { get; init; }

    internal Action<HttpRequestMessage>? Request { get; init; }

    internal Action<HttpResponseMessage>? Response { get; init; }

    /// <summary>Reads the whole body before the client sees the head.</summary>
    internal bool Buffers { get; init; }

    /// <summary>A body with neither length nor chunks ends in an error.</summary>
    internal bool BreaksUnframed { get; init; }

    /// <summary>A content coding that breaks ends the body.</summary>
    internal bool Forgives { get; init; }

    /// <summary>Neither cancellation nor disposal reaches the connection.</summary>
    internal bool Leaks { get; init; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Request?.Invoke(request);
        var sent = _inner.SendAsync(request, Leaks ? CancellationToken.None : cancellationToken);
        var response = Leaks ? await sent.WaitAsync(cancellationToken) : await sent;
        Response?.Invoke(response);
        if (Buffers)
            await response.Content.LoadIntoBufferAsync(cancellationToken);
        else if (Body is not null || Leaks || Forgives || Unframed(response))
            response.Content = Changed(response.Content, await response.Content.ReadAsStreamAsync(CancellationToken.None));
        return response;
    }

    private StreamContent Changed(HttpContent was, Stream body)
    {
        var changed = new StreamContent(new ChangedStream(body, Body?.Invoke(), Leaks, BreaksUnframed, Forgives));
        foreach (var header in was.Headers.Where(h => !h.Key.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)))
            changed.Headers.TryAddWithoutValidation(header.Key, header.Value);
        return changed;
    }

    private bool Unframed(HttpResponseMessage response) =>
        BreaksUnframed && response.Content.Headers.ContentLength is null && response.Headers.TransferEncodingChunked is not true;
}
