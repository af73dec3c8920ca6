using System.IO.Compression;

namespace EdgeQuake.Conformance;

/// <summary>Asks for gzip and br, and undoes them as the bytes come; a coding that breaks is an <see cref="InvalidDataException"/>, never an end.</summary>
/// <remarks>
/// A coding that only stops looks like the end of the body, for the platform's streams do not miss their last bytes: the protocol's end mark tells. The platform's <c>AutomaticDecompression</c> is a switch of the transport, which here is the runner's and serves clients that decode nothing.
/// </remarks>
internal sealed class Decoding(HttpMessageHandler inner) : HttpMessageHandler
{
    // Not disposed with this handler: whoever gave it owns it.
    private readonly HttpMessageInvoker _inner = new(inner, disposeHandler: false);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.Headers.Contains("Accept-Encoding"))
            request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, br");
        var response = await _inner.SendAsync(request, cancellationToken);
        if (Coding(response) is { } coding)
            response.Content = Plain(response.Content, coding(await response.Content.ReadAsStreamAsync(cancellationToken)));
        return response;
    }

    private static Func<Stream, Stream>? Coding(HttpResponseMessage response) =>
        !response.Content.Headers.NonValidated.TryGetValues("Content-Encoding", out var values) ? null
        : values.ToString().Trim().ToLowerInvariant() switch
        {
            "gzip" or "x-gzip" => body => new GZipStream(body, CompressionMode.Decompress),
            "br" => body => new BrotliStream(body, CompressionMode.Decompress),
            _ => null,
        };

    private static StreamContent Plain(HttpContent was, Stream body)
    {
        var plain = new StreamContent(body);
        foreach (var (name, values) in was.Headers.NonValidated)
        {
            if (name is not ("Content-Encoding" or "Content-Length"))
                plain.Headers.TryAddWithoutValidation(name, values);
        }

        return plain;
    }
}
