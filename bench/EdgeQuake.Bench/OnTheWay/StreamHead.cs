using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>What the head of an answer says about the way that it took. Streams of one run share one record where their heads agree.</summary>
/// <param name="Version">1.1, 2.0, as answered.</param>
/// <param name="Server">Value of <c>server</c>: a proxy puts its own name there.</param>
/// <param name="Via">Value of <c>via</c>.</param>
/// <param name="Coding">Value of <c>content-encoding</c>; null = the body came as it is.</param>
public sealed record StreamHead(string Version, string? Server, string? Via, string? Coding)
{
    internal static StreamHead Of(HttpResponseMessage response) => new(
        response.Version.ToString(), Value(response.Headers.NonValidated, "Server"), Value(response.Headers.NonValidated, "Via"),
        Value(response.Content.Headers.NonValidated, "Content-Encoding") is { } coding && !coding.Equals("identity", StringComparison.OrdinalIgnoreCase) ? coding : null);

    /// <summary>Without the keys that a server may have put there.</summary>
    internal StreamHead Masked(IReadOnlyList<HttpField> headers) =>
        headers.Count == 0 ? this : this with { Server = HeaderSecrets.Masked(Server, headers), Via = HeaderSecrets.Masked(Via, headers) };

    /// <summary>HTTP/1.1, HTTP/2.</summary>
    internal string Protocol => "HTTP/" + (Version.EndsWith(".0", StringComparison.Ordinal) && Version != "1.0" ? Version[..^2] : Version);

    private static string? Value(System.Net.Http.Headers.HttpHeadersNonValidated headers, string name) => headers.TryGetValues(name, out var values) ? values.ToString().Trim() : null;
}
