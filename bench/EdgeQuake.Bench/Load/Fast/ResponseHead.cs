using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Text;

namespace EdgeQuake.Bench;

/// <summary>The head of an HTTP/1 response (RFC 9112, 4 and 5), read from its bytes; pure.</summary>
/// <param name="Response">Status and headers; its content has headers and no bytes.</param>
/// <param name="Chunked">The body is in chunks, whatever length is said beside.</param>
/// <param name="Length">Bytes of the body; null = not said.</param>
/// <param name="KeepsOpen">The connection may be asked again once the body was read.</param>
internal sealed record ResponseHead(HttpResponseMessage Response, bool Chunked, long? Length, bool KeepsOpen)
{
    /// <summary>Bytes that a head may have, as with SocketsHttpHandler.</summary>
    public const int Most = 64 * 1024;

    /// <summary>Length of the head with its blank line; 0 when that has not come yet. Bare LF ends a line too.</summary>
    public static int End(ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; at < bytes.Length;)
        {
            var line = bytes[at..].IndexOf((byte)'\n');
            if (line < 0)
            {
                return 0;
            }

            if (line == 0 || (line == 1 && bytes[at] == '\r'))
            {
                return at + line + 1;
            }

            at += line + 1;
        }

        return 0;
    }

    /// <param name="head">As far as <see cref="End"/> says.</param>
    /// <exception cref="HttpRequestException">It is no head of HTTP/1.</exception>
    public static ResponseHead Read(ReadOnlySpan<byte> head)
    {
        var lines = Encoding.Latin1.GetString(head).Split('\n').Select(l => l.TrimEnd('\r')).ToArray();
        var (response, one) = Status(lines[0]);
        var (chunked, length, close, keep) = (false, (long?)null, false, false);
        foreach (var line in Unfolded(lines))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var (name, value) = colon > 0 ? (line[..colon].TrimEnd(), line[(colon + 1)..].Trim()) : throw Bad($"an invalid header line: '{line}'");
            if (!response.Headers.TryAddWithoutValidation(name, value) && !response.Content.Headers.TryAddWithoutValidation(name, value))
            {
                throw Bad($"an invalid header name: '{name}'");
            }

            chunked |= Is(name, "transfer-encoding") && value.EndsWith("chunked", StringComparison.OrdinalIgnoreCase);
            length = Is(name, "content-length") ? Whole(value, length) : length;
            close |= Is(name, "connection") && value.Contains("close", StringComparison.OrdinalIgnoreCase);
            keep |= Is(name, "connection") && value.Contains("keep-alive", StringComparison.OrdinalIgnoreCase);
        }

        return new(response, chunked, Bodiless((int)response.StatusCode) ? 0 : length, !close && (one || keep));
    }

    private static (HttpResponseMessage Response, bool One) Status(string line)
    {
        var sound = line.Length >= 12 && line.StartsWith("HTTP/1.", StringComparison.Ordinal) && char.IsAsciiDigit(line[7]) && line[8] == ' '
            && line.AsSpan(9, 3).ContainsAnyExceptInRange('0', '9') is false && (line.Length == 12 || line[12] == ' ');
        return sound
            ? (new((HttpStatusCode)int.Parse(line.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture)) { Version = new(1, line[7] - '0'), Content = new ByteArrayContent([]) }, line[7] >= '1')
            : throw Bad($"an invalid status line: '{line}'");
    }

    /// <summary>A line that begins with a blank goes on with the one before (RFC 9112, 5.2).</summary>
    private static List<string> Unfolded(string[] lines)
    {
        var whole = new List<string>();
        foreach (var line in lines.Skip(1).TakeWhile(l => l.Length > 0))
        {
            if (line[0] is ' ' or '\t' && whole.Count > 0)
            {
                whole[^1] += ' ' + line.Trim();
            }
            else
            {
                whole.Add(line);
            }
        }

        return whole;
    }

    private static long? Whole(string value, long? before) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && (before is null || before == n) ? n : throw Bad($"an invalid content-length: '{value}'");

    private static bool Is(string name, string other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>RFC 9110, 15: these never have a body.</summary>
    private static bool Bodiless(int status) => status is 204 or 304 or < 200;

    private static HttpRequestException Bad(string what) => new(HttpRequestError.InvalidResponse, $"Received {what}.");
}
