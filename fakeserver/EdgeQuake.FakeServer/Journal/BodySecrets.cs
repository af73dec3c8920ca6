using System.Text;
using System.Text.RegularExpressions;

namespace EdgeQuake.FakeServer;

/// <summary>Secrets in bodies: members of JSON and fields of forms whose name says so, and keys that are known by their look.</summary>
internal static partial class BodySecrets
{
    /// <summary>A request's body with its secrets masked; all else stays byte for byte.</summary>
    public static ReadOnlyMemory<byte> Masked(ReadOnlyMemory<byte> body)
    {
        // Latin-1 maps every byte to one character and back: a body that is not UTF-8 keeps its bytes.
        var text = Encoding.Latin1.GetString(body.Span);
        var masked = BareKey().Replace(Field().Replace(Member().Replace(text, "${name}\"***\""), "${name}***"), "***");
        return ReferenceEquals(masked, text) ? body : Encoding.Latin1.GetBytes(masked);
    }

    /// <summary>The secret values of a request's body, for whoever looks for their echo.</summary>
    public static IEnumerable<string> Values(ReadOnlyMemory<byte> body)
    {
        var text = Encoding.Latin1.GetString(body.Span);
        return Member().Matches(text).Concat(Field().Matches(text)).Select(m => m.Groups["value"].Value).Concat(BareKey().Matches(text).Select(m => m.Value));
    }

    private const string Names = "authorization|cookie|(x-)?api[-_]?key|(access|refresh|id)[-_]?token|token|password|(client[-_]?)?secret";

    [GeneratedRegex($"""(?<name>"({Names})"\s*:\s*)"(?!")(?<value>[^"\\]*(\\.[^"\\]*)*)""" + "\"", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Member();

    [GeneratedRegex($"(?<=^|&)(?<name>({Names})=)(?<value>[^&\\s]+)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Field();

    [GeneratedRegex(@"\bsk-[A-Za-z0-9_-]{8,}", RegexOptions.None)]
    private static partial Regex BareKey();
}
