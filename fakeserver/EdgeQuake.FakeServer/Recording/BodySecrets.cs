using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace EdgeQuake.FakeServer;

/// <summary>Secrets in bodies: members of JSON and fields of forms whose name says so, and keys that are known by their look.</summary>
internal static partial class BodySecrets
{
    /// <summary>A request's body with its secrets masked; bytes that are no text are kept as they are.</summary>
    public static ReadOnlyMemory<byte> Masked(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty || !Utf8.IsValid(body.Span))
        {
            return body;
        }

        var text = Encoding.UTF8.GetString(body.Span);
        var masked = BareKey().Replace(Field().Replace(Member().Replace(text, "${name}\"***\""), "${name}***"), "***");
        return ReferenceEquals(masked, text) ? body : Encoding.UTF8.GetBytes(masked);
    }

    /// <summary>The secret values of a request's body, for whoever looks for their echo.</summary>
    public static IEnumerable<string> Values(ReadOnlyMemory<byte> body) =>
        body.IsEmpty || !Utf8.IsValid(body.Span) ? [] : Values(Encoding.UTF8.GetString(body.Span));

    private static IEnumerable<string> Values(string text) =>
        Member().Matches(text).Concat(Field().Matches(text)).Select(m => m.Groups["value"].Value).Concat(BareKey().Matches(text).Select(m => m.Value));

    private const string Names = "authorization|(x-)?api[-_]?key|(access|refresh|id)[-_]?token|token|password|(client[-_]?)?secret";

    [GeneratedRegex($"""(?<name>"({Names})"\s*:\s*)"(?<value>[^"\\]*(\\.[^"\\]*)*)""" + "\"", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Member();

    [GeneratedRegex($"(?<=^|&)(?<name>({Names})=)(?<value>[^&\\s]+)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Field();

    [GeneratedRegex(@"\bsk-[A-Za-z0-9_-]{8,}", RegexOptions.None)]
    private static partial Regex BareKey();
}
