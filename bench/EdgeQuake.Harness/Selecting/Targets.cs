using System.Text.RegularExpressions;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Harness;

/// <summary>Whom to ask, as typed: the address, and what each request carries.</summary>
internal static partial class Targets
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

    /// <summary><c>name: value</c>; <c>${NAME}</c> in the value is the variable of the environment, so that a key stands neither in the shell's history nor in a report.</summary>
    public static HttpField Header(string word) => word.IndexOf(':', StringComparison.Ordinal) is var at and > 0
        ? new(word[..at].Trim(), Variable().Replace(word[(at + 1)..].Trim(), m => Named(m.Groups["name"].Value)))
        : throw CommandException.Usage("--header: expected 'name: value'");

    private static string Named(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
        ? value
        : throw CommandException.Usage($"--header: the variable {name} of the environment is not set");

    [GeneratedRegex(@"\$\{(?<name>\w+)\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Variable();
}
