using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>Keeps the caller's keys out of messages, even where a server echoes them.</summary>
internal static class Secrecy
{
    private static readonly string[] s_headers = ["authorization", "proxy-authorization", "x-api-key", "api-key", "cookie"];

    public static string? Mask(string? message, IReadOnlyList<HttpField> headers)
    {
        if (message is null)
            return null;
        foreach (var header in headers.Where(h => s_headers.Contains(h.Name, StringComparer.OrdinalIgnoreCase)))
        {
            // "Bearer sk-1": the scheme is no secret, the rest is, and so is the whole.
            var secret = header.Value[(header.Value.LastIndexOf(' ') + 1)..];
            if (secret.Length > 0)
                message = message.Replace(secret, "***", StringComparison.Ordinal);
        }

        return message;
    }
}
