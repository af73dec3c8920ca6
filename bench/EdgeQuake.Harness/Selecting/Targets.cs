using EdgeQuake.FakeServer;

namespace EdgeQuake.Harness;

/// <summary>Whom to ask, as typed: the address, and what each request carries.</summary>
internal static class Targets
{
    /// <summary>An absolute http or https address.</summary>
    public static Uri Of(string word) =>
        Uri.TryCreate(word, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : throw CommandException.Usage(
            $"'{word}' is no address that can be asked; expected http://host[:port][/path]"
            + (Uri.TryCreate($"http://{word}", UriKind.Absolute, out _) && !word.Contains("://", StringComparison.Ordinal) ? $"; did you mean 'http://{word}'?" : ""));

    /// <summary><c>name=value</c>.</summary>
    public static KeyValuePair<string, string> Parameter(string word) => word.IndexOf('=', StringComparison.Ordinal) is var at and > 0
        ? new(word[..at], word[(at + 1)..])
        : throw CommandException.Usage($"--param: '{word}' is not name=value");

    /// <summary><c>name: value</c>.</summary>
    public static HttpField Header(string word) => word.IndexOf(':', StringComparison.Ordinal) is var at and > 0
        ? new(word[..at].Trim(), word[(at + 1)..].Trim())
        : throw CommandException.Usage("--header: expected 'name: value'");
}
