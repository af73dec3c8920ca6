using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>Header values taken out of what a server said: one that echoes a key in its error, or in a header, must not bring it into a report. Pure.</summary>
internal static class HeaderSecrets
{
    public const string Mask = "***";

    /// <summary>Shorter values are words such as "hybrid", and taking them out would only spoil the sentence.</summary>
    private const int Shortest = 8;

    /// <summary>The text without any header value, whole or cut off at the text's end; an authentication scheme stays.</summary>
    public static string? Masked(string? text, IReadOnlyList<HttpField> headers) => text is null ? null : headers.Select(Secret).Where(s => s.Length >= Shortest).Aggregate(text, Without);

    private static string Secret(HttpField header) => header.Value is { } v ? v[(v.IndexOf(' ', StringComparison.Ordinal) + 1)..] : "";

    private static string Without(string text, string secret)
    {
        text = text.Replace(secret, Mask, StringComparison.Ordinal);
        var end = text.TrimEnd('…');

        // A quoted body ends after so many bytes, which may be in the middle of a key.
        for (var n = Math.Min(secret.Length - 1, end.Length); n >= Shortest / 2; n--)
        {
            if (end.EndsWith(secret[..n], StringComparison.Ordinal))
            {
                return end[..^n] + Mask + text[end.Length..];
            }
        }

        return text;
    }
}
