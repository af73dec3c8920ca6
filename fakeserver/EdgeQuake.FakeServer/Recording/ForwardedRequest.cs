using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace EdgeQuake.FakeServer;

/// <summary>A client's request as the upstream gets it: its own host, its own path before the target, the body with its length (RFC 9110, 7.6).</summary>
internal static class ForwardedRequest
{
    /// <summary>Fields of the client's connection, and those whose meaning we took up ourselves.</summary>
    private static readonly FrozenSet<string> Ours =
        new[] { "host", "content-length", "transfer-encoding", "expect", "upgrade", "http2-settings", "proxy-connection", "proxy-authorization", "te", "trailer" }
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static byte[] Bytes(HttpRequest request, Uri upstream)
    {
        var facts = request.Facts;
        var text = new StringBuilder($"{facts.Method} {upstream.AbsolutePath.TrimEnd('/')}{facts.Target} HTTP/{(request.Http10 ? "1.0" : "1.1")}\r\nHost: {upstream.Authority}\r\n");
        foreach (var field in facts.Headers.Where(h => !Ours.Contains(h.Name)))
        {
            // "Connection: upgrade" asks for what we do not pass on.
            if (!field.Name.Equals("connection", StringComparison.OrdinalIgnoreCase) || field.Value is "close" or "keep-alive" or "Close" or "Keep-Alive")
            {
                text.Append(CultureInfo.InvariantCulture, $"{field.Name}: {field.Value}\r\n");
            }
        }

        if (facts.Body.Length > 0 || facts.Method is "POST" or "PUT" or "PATCH")
        {
            text.Append(CultureInfo.InvariantCulture, $"Content-Length: {facts.Body.Length}\r\n");
        }

        return [.. Encoding.UTF8.GetBytes(text.Append("\r\n").ToString()), .. facts.Body.Span];
    }
}
