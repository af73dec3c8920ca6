using System.Globalization;
using System.Text;

namespace EdgeQuake.FakeServer;

/// <summary>The head of an HTTP/1.x response: what a proxy must know to see where the answer ends (RFC 9112, 4 and 6.3).</summary>
internal sealed record ResponseHead(string Version, int Status, string Reason, IReadOnlyList<HttpField> Headers)
{
    /// <summary>The head, or null when the bytes are none.</summary>
    public static ResponseHead? Parse(ReadOnlySpan<byte> bytes)
    {
        var lines = Encoding.Latin1.GetString(bytes).Split('\n').Select(l => l.TrimEnd('\r')).ToArray();
        var parts = lines[0].Split(' ', 3);
        if (parts.Length < 2 || parts[0] is not ("HTTP/1.1" or "HTTP/1.0") || parts[1].Length != 3
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var status))
        {
            return null;
        }

        var fields = lines.Skip(1).TakeWhile(l => l.Length > 0).Select(l => (Line: l, Colon: l.IndexOf(':', StringComparison.Ordinal)));
        HttpField[] headers = [.. fields.Where(f => f.Colon > 0).Select(f => new HttpField(f.Line[..f.Colon], f.Line[(f.Colon + 1)..].Trim(' ', '\t')))];
        return new ResponseHead(parts[0]["HTTP/".Length..], status, parts.Length > 2 ? parts[2] : "", headers);
    }

    /// <summary>How the body ends; HEAD, 1xx, 204 and 304 have none.</summary>
    public static BodyTracker Body(string method, int status, IReadOnlyList<HttpField> headers) =>
        method == "HEAD" || status is 204 or 304 or < 200 ? new BodyTracker(BodyFraming.Length)
        : Framing(headers) is var framing && framing == BodyFraming.Length ? new BodyTracker(framing, Length(headers)!.Value)
        : new BodyTracker(framing);

    public static BodyFraming Framing(IReadOnlyList<HttpField> headers) =>
        Has(headers, "transfer-encoding", "chunked") ? BodyFraming.Chunked : Length(headers) is null ? BodyFraming.Close : BodyFraming.Length;

    /// <summary>The announced length; null when there is none that is a number.</summary>
    public static long? Length(IReadOnlyList<HttpField> headers) =>
        headers.FirstOrDefault(h => h.Name.Equals("content-length", StringComparison.OrdinalIgnoreCase))?.Value is { } text
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;

    /// <summary>Whether the server allows another request on the connection.</summary>
    public bool KeepAlive => Version == "1.1" ? !Has(Headers, "connection", "close") : Has(Headers, "connection", "keep-alive");

    private static bool Has(IReadOnlyList<HttpField> headers, string name, string word) =>
        headers.Any(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && h.Value.Contains(word, StringComparison.OrdinalIgnoreCase));
}
