using System.Globalization;
using System.Net;
using System.Text;

namespace EdgeQuake.FakeServer;

/// <summary>The head of an HTTP/1.x request, parsed strictly enough that a client's mistake is named (RFC 9112, 3 and 5).</summary>
internal sealed record RequestHead(string Method, string Target, bool Http10, IReadOnlyList<HttpField> Headers)
{
    /// <summary>Length of the head with its empty line, or -1 when it is not complete. A bare LF ends a line too (RFC 9112, 2.2).</summary>
    public static int LengthIn(ReadOnlySpan<byte> bytes)
    {
        for (var from = 0; bytes[from..].IndexOf((byte)'\n') is var lf && lf >= 0; from += lf + 1)
        {
            var rest = bytes[(from + lf + 1)..];
            if (rest.StartsWith("\n"u8))
            {
                return from + lf + 2;
            }

            if (rest.StartsWith("\r\n"u8))
            {
                return from + lf + 3;
            }
        }

        return -1;
    }

    /// <summary>The head, or the status to answer and why.</summary>
    public static (RequestHead? Head, int Status, string Why) Parse(ReadOnlySpan<byte> bytes, int maxHeaders)
    {
        var lines = Encoding.Latin1.GetString(bytes).Split('\n').Select(l => l.TrimEnd('\r')).ToArray();
        var parts = lines[0].Split(' ');
        if (parts.Length != 3 || parts[0].Length == 0 || !parts[0].All(IsTokenChar) || parts[1].Length == 0)
        {
            return (null, 400, $"'{lines[0]}' is no request line");
        }

        if (parts[2] is not ("HTTP/1.1" or "HTTP/1.0"))
        {
            return (null, parts[2].StartsWith("HTTP/", StringComparison.Ordinal) ? 505 : 400, $"'{parts[2]}' is not HTTP/1.1 or HTTP/1.0");
        }

        var headers = new List<HttpField>();
        foreach (var line in lines.Skip(1).TakeWhile(l => l.Length > 0))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || !line.AsSpan(0, colon).ToArray().All(IsTokenChar))
            {
                return (null, 400, $"'{line}' is no header line");
            }

            headers.Add(new HttpField(line[..colon], Text(line[(colon + 1)..].Trim(' ', '\t'))));
        }

        return headers.Count > maxHeaders
            ? (null, 431, $"{headers.Count} header lines; at most {maxHeaders}")
            : (new RequestHead(parts[0], parts[1], parts[2] == "HTTP/1.0", headers), 0, "");
    }

    public string? Header(string name) =>
        Headers.Where(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value).FirstOrDefault();

    /// <summary>Whether the client allows another request on the connection.</summary>
    public bool KeepAlive => Header("connection") is { } c
        ? !c.Contains("close", StringComparison.OrdinalIgnoreCase) && (!Http10 || c.Contains("keep-alive", StringComparison.OrdinalIgnoreCase))
        : !Http10;

    /// <summary>The facts of the request: path and query decoded, an absolute target cut to its path.</summary>
    public RequestFacts Facts(ReadOnlyMemory<byte> body)
    {
        var target = Uri.TryCreate(Target, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri!.PathAndQuery : Target;
        return Facts(Method, target, Headers, body);
    }

    /// <summary>The same from parts, for the lane that has no wire.</summary>
    public static RequestFacts Facts(string method, string target, IReadOnlyList<HttpField> headers, ReadOnlyMemory<byte> body)
    {
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        var query = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in mark < 0 ? [] : target[(mark + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equal = pair.IndexOf('=', StringComparison.Ordinal);
            query[WebUtility.UrlDecode(equal < 0 ? pair : pair[..equal])] = equal < 0 ? "" : WebUtility.UrlDecode(pair[(equal + 1)..]);
        }

        return new RequestFacts(method, target, Uri.UnescapeDataString(mark < 0 ? target : target[..mark]), query, headers, body);
    }

    /// <summary>The length of the body: a number, null for chunked, or a problem.</summary>
    public (long? Length, int Status, string Why) BodyLength()
    {
        var coding = Header("transfer-encoding");
        var lengths = Headers.Where(h => h.Name.Equals("content-length", StringComparison.OrdinalIgnoreCase)).Select(h => h.Value).Distinct(StringComparer.Ordinal).ToArray();
        if (coding is not null)
        {
            return lengths.Length > 0 ? (0, 400, "both Content-Length and Transfer-Encoding")
                : coding.Equals("chunked", StringComparison.OrdinalIgnoreCase) ? (null, 0, "")
                : (0, 501, $"Transfer-Encoding '{coding}'; only chunked is read");
        }

        return lengths.Length == 0 ? (0, 0, "")
            : lengths.Length == 1 && long.TryParse(lengths[0], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? (n, 0, "")
            : (0, 400, $"Content-Length '{string.Join("' and '", lengths)}'");
    }

    /// <summary>Header bytes are UTF-8 where they are valid as such, else Latin-1: nothing is lost.</summary>
    private static string Text(string latin)
    {
        var bytes = Encoding.Latin1.GetBytes(latin);
        return Ascii(latin) || !System.Text.Unicode.Utf8.IsValid(bytes) ? latin : Encoding.UTF8.GetString(bytes);
    }

    private static bool Ascii(string s) => System.Text.Ascii.IsValid(s);

    private static bool IsTokenChar(char c) => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal);
}
