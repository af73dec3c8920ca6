using System.Text.RegularExpressions;

namespace EdgeQuake.Bench;

/// <summary>Whose is the page of a failed answer: the application's, or of a proxy before it? Pure.</summary>
internal static partial class ErrorPage
{
    private const int Longest = 1024;

    /// <summary>How many bytes of a body must be read to tell.</summary>
    /// <param name="least">What is read of a body that can be no such page.</param>
    public static int Enough(string? mediaType, int least) => IsHtml(mediaType) ? Longest : least;

    /// <summary>The name under the rule of the page that nginx and its kin make themselves; null = it is no such page.</summary>
    /// <param name="text">Start of the body.</param>
    public static string? Of(string? mediaType, string text) =>
        IsHtml(mediaType) && Signature().Match(text) is { Success: true } page ? page.Groups["name"].Value : null;

    private static bool IsHtml(string? mediaType) => string.Equals(mediaType, "text/html", StringComparison.OrdinalIgnoreCase);

    // <hr><center>nginx/1.22.1</center>; with server_tokens off the version is missing.
    [GeneratedRegex(@"<hr><center>(?<name>(nginx|openresty|tengine|angie|freenginx)(/[\w.+-]+)?)</center>", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Signature();
}
