using System.Net;
using System.Text;

namespace EdgeQuake.Bench;

/// <summary>Responses that are no event stream, judged by their head.</summary>
internal static class Refused
{
    /// <summary>Bytes of the body that a complaint quotes.</summary>
    public const int Quoted = 200;

    /// <summary>By its head it is a stream to be read.</summary>
    public static bool IsStream(HttpResponseMessage response, string expected) =>
        response.IsSuccessStatusCode && string.Equals(response.Content.Headers.ContentType?.MediaType, expected, StringComparison.OrdinalIgnoreCase);

    /// <summary>The class and one line, with the start of the body; null = it is a stream to be read.</summary>
    public static async Task<(StreamClass Class, string? Message)?> ByHeadAsync(HttpResponseMessage response, string expected, CancellationToken cancellation)
    {
        // The reason phrase has no meaning (RFC 9112, 4) and is often missing: the name of the status is said instead.
        var status = $"{(int)response.StatusCode} {Name(response)}".TrimEnd();
        if (!response.IsSuccessStatusCode)
        {
            var limited = response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable;
            var to = response.Headers.Location is { } location ? $" to {location}" : "";
            return (limited ? StreamClass.Limited : StreamClass.Http, status + to + await QuoteAsync(response, cancellation));
        }

        var type = response.Content.Headers.ContentType?.MediaType;
        return IsStream(response, expected)
            ? null
            : (StreamClass.Protocol, $"{status} with content type {(type is null ? "none" : $"'{type}'")} is no {(expected == "application/json" ? "answer" : "event stream")}{await QuoteAsync(response, cancellation)}");
    }

    private static string? Name(HttpResponseMessage response)
    {
        using var plain = new HttpResponseMessage(response.StatusCode);
        return plain.ReasonPhrase;
    }

    private static async Task<string> QuoteAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellation);
        var buffer = new byte[Quoted];
        var n = await body.ReadAtLeastAsync(buffer, Quoted, throwOnEndOfStream: false, cancellation);
        var text = string.Concat(Encoding.UTF8.GetString(buffer, 0, n).Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        return text.Length == 0 ? "" : $": {text}{(n == Quoted ? "…" : "")}";
    }
}
