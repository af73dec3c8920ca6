using System.Globalization;
using System.Text;

namespace EdgeQuake.Conformance;

/// <summary>Bytes as a hexdump of sixteen a line: offset, hex, and the printable ASCII.</summary>
internal static class HexLines
{
    private const int PerLine = 16;
    private const int MostBytes = 1024;

    /// <summary>The lines for bytes given as hex digits; long bodies are cut and say so.</summary>
    internal static string Of(string hex)
    {
        var bytes = Convert.FromHexString(hex.Length > MostBytes * 2 ? hex[..(MostBytes * 2)] : hex);
        var text = new StringBuilder();
        for (var at = 0; at < bytes.Length; at += PerLine)
        {
            var line = bytes.AsSpan(at, Math.Min(PerLine, bytes.Length - at));
            text.Append(at.ToString("x4", CultureInfo.InvariantCulture)).Append("  ");
            foreach (var b in line)
            {
                text.Append(b.ToString("x2", CultureInfo.InvariantCulture)).Append(' ');
            }

            text.Append(' ', ((PerLine - line.Length) * 3) + 1);
            foreach (var b in line)
            {
                text.Append(b is >= 0x20 and < 0x7f ? (char)b : '·');
            }

            text.Append('\n');
        }

        return text.Append(hex.Length > MostBytes * 2 ? $"… {(hex.Length / 2) - MostBytes} bytes more\n" : "").ToString();
    }
}
