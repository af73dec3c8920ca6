using System.IO.Compression;

namespace EdgeQuake.Bench;

/// <summary>The body of an answer in plain bytes, as they come: what was compressed on the way is undone read by read.</summary>
/// <remarks>
/// Only where the request asked for it (<c>--header 'accept-encoding: gzip'</c>; the probe always does): nothing is asked for and hidden. A coding that only stops looks like the end of the body, so that the
/// protocol's end mark tells.
/// </remarks>
internal static class CodedBody
{
    /// <summary>What the probe asks for, as browsers and most HTTP clients do.</summary>
    public const string Asked = "gzip, br";

    /// <summary>Null: this coding cannot be undone here.</summary>
    public static async Task<Stream?> OpenAsync(HttpResponseMessage response, string? coding, CancellationToken cancellation) => Undo(coding) is { } undo
        ? undo(await response.Content.ReadAsStreamAsync(cancellation))
        : null;

    private static Func<Stream, Stream>? Undo(string? coding) => coding?.ToLowerInvariant() switch
    {
        null => body => body,
        "gzip" or "x-gzip" => body => new GZipStream(body, CompressionMode.Decompress),
        "deflate" => body => new ZLibStream(body, CompressionMode.Decompress),
        "br" => body => new BrotliStream(body, CompressionMode.Decompress),
        _ => null,
    };
}
