using System.Text;

namespace EdgeQuake.Conformance;

/// <summary>A recorded frame as fields, leniently: only a guess at what it says; rendering it again decides.</summary>
/// <param name="Comment">Its lines, when it is nothing but comments.</param>
internal sealed record FrameText(string? Type, string? Id, string? Retry, string? Data, string? Comment)
{
    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The fields; null where the bytes are no text.</summary>
    internal static FrameText? Of(byte[] frame)
    {
        string text;
        try
        {
            text = s_strict.GetString(frame);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }

        string[] lines = [.. text.ReplaceLineEndings("\n").Split('\n').Where(l => l.Length > 0)];
        return lines.Length > 0 && lines.All(l => l[0] == ':')
            ? new(null, null, null, null, string.Join('\n', lines.Select(l => Value(l, 0))))
            : new(Field(lines, "event"), Field(lines, "id"), Field(lines, "retry"), Field(lines, "data"), null);
    }

    private static string? Field(string[] lines, string name)
    {
        string[] values = [.. lines.Where(l => l.StartsWith(name + ":", StringComparison.Ordinal)).Select(l => Value(l, name.Length))];
        return values.Length == 0 ? null : string.Join('\n', values);
    }

    private static string Value(string line, int colon) => line[(colon + 1)..] is ['\u0020', .. var rest] ? rest : line[(colon + 1)..];
}
