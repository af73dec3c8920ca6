using System.Globalization;
using System.Text.RegularExpressions;

namespace EdgeQuake.FakeServer;

/// <summary>Reads a way to cut bytes: a word, or <c>bytes(7)</c>, <c>random(1..9)</c>, <c>at([3,5])</c>.</summary>
internal static partial class WriteModeText
{
    public const string Expected = "whole, event, line, byte, utf8-split, crlf-split, bytes(7), random(1..9) or at([3,5])";

    public static WriteMode? Parse(string text)
    {
        if (Words.Parse<WriteKind>(text) is { } kind)
        {
            return kind is WriteKind.Bytes or WriteKind.Random or WriteKind.At ? null : new WriteMode(kind);
        }

        var m = Call().Match(text.Trim());
        if (m.Groups["n"] is { Success: true } n)
        {
            return Number(n) is > 0 and var size ? new WriteMode(WriteKind.Bytes, size) : null;
        }

        if (m.Groups["a"] is { Success: true } a)
        {
            var (min, max) = (Number(a), Number(m.Groups["b"]));
            return min > 0 && max >= min ? new WriteMode(WriteKind.Random, min, max) : null;
        }

        return m.Success
            ? new WriteMode(WriteKind.At, At: [.. m.Groups["at"].Value.Split(',').Select(x => int.Parse(x, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture)).Order()])
            : null;
    }

    public static string? Nearest(string text) => Words.Nearest(text.Split('(')[0], [.. Words.All<WriteKind>(), "every-cut"]);

    private static int Number(Group g) => int.Parse(g.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(bytes\((?<n>\d{1,7})\)|random\((?<a>\d{1,7})\.\.(?<b>\d{1,7})\)|at\(\[(?<at>\s*\d{1,7}(\s*,\s*\d{1,7})*\s*)\]\))$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Call();
}
