namespace EdgeQuake.FakeServer;

/// <summary>A request as read from the wire, before anything decides about it.</summary>
/// <param name="Target">The request target as sent: path and query.</param>
/// <param name="Query">Decoded query parameters; the last of a name wins.</param>
public sealed record RequestFacts(
    string Method, string Target, string Path, IReadOnlyDictionary<string, string> Query,
    IReadOnlyList<HttpField> Headers, ReadOnlyMemory<byte> Body)
{
    /// <summary>The value of a header, or null; names ignore case (RFC 9110, 5.1).</summary>
    public string? Header(string name) =>
        Headers.Where(h => string.Equals(h.Name, name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value).FirstOrDefault();
}
