using System.Net;
using System.Text;

namespace EdgeQuake.Bench;

/// <summary>Responses that are no event stream, judged by their head.</summary>
internal static class Refused
{
    private const int MostQuoted = 200;

    /// <summary>By its head it is a stream to be read.</summary>
    public static bool IsStream(HttpResponseMessage response, string expected) =>
        response.IsSuccessStatusCode && string.Equals(response.Content.Headers.ContentType?.MediaType, expected, StringComparison.OrdinalIgnoreCase);

    /// <summary>Bytes of the body that a complaint needs.</summary>
    public static int Enough(HttpResponseMessage response) => ErrorPage.Enough(response.Content.Headers.ContentType?.MediaType, MostQuoted);

    /// <summary>The class, one line with the start of the body, and whose page it is where a proxy made it; null = it is a stream to be read.</summary>
    public static async Task<(StreamClass Class, string Message, string? Page)?> ByHeadAsync(HttpResponseMessage response, Stream body, string expected, CancellationToken cancellation)
    {
        // The reason phrase has no meaning (RFC 9112, 4) and is often missing: the name of the status is said instead.
        var status = $"{(int)response.StatusCode} {Name(response)}".TrimEnd();
        var type = response.Content.Headers.ContentType?.MediaType;
        if (!response.IsSuccessStatusCode)
        {
            var limited = response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable;
            var to = response.Headers.Location is { } location ? $" to {location}" : "";
            var text = await StartAsync(body, ErrorPage.Enough(type, MostQuoted), cancellation);
            var page = ErrorPage.Of(type, text);
            return (limited ? StreamClass.Limited : StreamClass.Http, status + to + (page is null ? Quoted(text) : $", a page of {page} itself"), page);
        }

        return IsStream(response, expected)
            ? null
            : (StreamClass.Protocol, $"{status} with content type {(type is null ? "none" : $"'{type}'")} is no {(expected == "application/json" ? "answer" : "event stream")}{Quoted(await StartAsync(body, MostQuoted, cancellation))}", null);
    }

    private static string? Name(HttpResponseMessage response)
    {
        using var plain = new HttpResponseMessage(response.StatusCode);
        return plain.ReasonPhrase;
    }

    private static async Task<string> StartAsync(Stream body, int most, CancellationToken cancellation)
    {
        var buffer = new byte[most];
        var n = await body.ReadAtLeastAsync(buffer, most, throwOnEndOfStream: false, cancellation);
        return Encoding.UTF8.GetString(buffer, 0, n);
    }

    private static string Quoted(string text)
    {
        var plain = string.Concat(text.Take(MostQuoted).Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        return plain.Length == 0 ? "" : $": {plain}{(text.Length >= MostQuoted ? "…" : "")}";
    }
}
