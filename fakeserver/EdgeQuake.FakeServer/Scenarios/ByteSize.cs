using System.Globalization;

namespace EdgeQuake.FakeServer;

/// <summary>A number of bytes as authors write it: <c>9</c>, <c>9B</c>, <c>20KiB</c>, <c>1MiB</c>; at most 64 MiB.</summary>
internal static class ByteSize
{
    private const int Most = 64 << 20;

    public static int? Parse(string text)
    {
        var (digits, unit) = text.EndsWith("MiB", StringComparison.Ordinal) ? (text[..^3], 1 << 20)
            : text.EndsWith("KiB", StringComparison.Ordinal) ? (text[..^3], 1 << 10)
            : (text.EndsWith('B') ? text[..^1] : text, 1);
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n <= Most / unit ? n * unit : null;
    }
}
