using System.Text;

namespace EdgeQuake.Conformance.Tests;

/// <summary>Keeps the end mark back until the body ends, so that everything before the end of the body comes before it.</summary>
internal sealed class LateEndMark : BodyChange
{
    private readonly BodyChange _lines;
    private string? _mark;

    internal LateEndMark() => _lines = LineChange.Of(() => Take)();

    internal override byte[] Change(ReadOnlySpan<byte> read) => _lines.Change(read);

    internal override byte[] End() => [.. _lines.End(), .. Encoding.Latin1.GetBytes(_mark is null ? "" : $"\n\n{_mark}\n\n")];

    private string Take(string line)
    {
        if (!line.StartsWith("data:", StringComparison.Ordinal) || !(line.EndsWith("[DONE]", StringComparison.Ordinal) || line.Contains("\"type\":\"done\"", StringComparison.Ordinal)))
            return line;
        _mark = line;
        return ": held back";
    }
}
