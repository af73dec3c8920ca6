using System.Net.Http;
using System.Text;

namespace EdgeQuake.Bench;

/// <summary>A request as HTTP/1.1 writes it (RFC 9112, 3): line, Host, headers, body; pure.</summary>
internal static class RequestBytes
{
    /// <summary>A request of <see cref="RequestMaker"/>, whose body lies in memory.</summary>
    /// <exception cref="HttpRequestException">A header holds what no header may.</exception>
    public static byte[] Of(HttpRequestMessage request)
    {
        var target = request.RequestUri!;
        var head = new StringBuilder($"{request.Method.Method} {target.PathAndQuery} HTTP/1.1\r\n");
        Field(head, "Host", request.Headers.Host ?? target.Authority);
        foreach (var (name, values) in request.Headers.NonValidated)
        {
            if (!string.Equals(name, "Host", StringComparison.OrdinalIgnoreCase))
            {
                Field(head, name, values.ToString());
            }
        }

        var body = Array.Empty<byte>();
        if (request.Content is { } content)
        {
            using var stream = content.ReadAsStream();
            body = new byte[stream.Length];
            stream.ReadExactly(body);
            foreach (var (name, values) in content.Headers.NonValidated)
            {
                if (!string.Equals(name, "Content-Length", StringComparison.OrdinalIgnoreCase))
                {
                    Field(head, name, values.ToString());
                }
            }

            Field(head, "Content-Length", $"{body.Length}");
        }

        var bytes = new byte[head.Length + 2 + body.Length];
        var n = Encoding.ASCII.GetBytes(head.Append("\r\n").ToString(), bytes);
        body.CopyTo(bytes, n);
        return bytes;
    }

    private static void Field(StringBuilder head, string name, string value)
    {
        if (value.AsSpan().ContainsAnyExceptInRange(' ', '~') && value.Any(c => c != '\t' && c is < ' ' or > '~'))
        {
            throw new HttpRequestException($"Request headers must contain only ASCII characters: '{name}' does not.");
        }

        head.Append(name).Append(": ").Append(value).Append("\r\n");
    }
}
