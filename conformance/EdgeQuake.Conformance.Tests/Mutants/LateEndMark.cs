using System.Text;

namespace EdgeQuake.Conformance.Tests;

/// <summary>Keeps the end mark back until the body ends, so that everything before the end of the body comes before it; or lets what follows it be <paramref name="instead"/>.</summary>
/// <param name="instead">What data behind the mark becomes; null = stays as it is.</param>
internal sealed class LateEndMark(string? instead = null) : BodyChange
{
    private string? _mark;

    private LineChange? _lines;

    private LineChange Lines => _lines ??= new(Take);

    internal override byte[] Change(ReadOnlySpan<byte> read) => Lines.Change(read);

    internal override byte[] End() => [.. Lines.End(), .. Encoding.Latin1.GetBytes(_mark is null ? "" : $"\n\n{_mark}\n\n")];

    private string Take(string line)
    {
        if (!line.StartsWith("data:", StringComparison.Ordinal) || !(line.EndsWith("[DONE]", StringComparison.Ordinal) || line.Contains("\"type\":\"done\"", StringComparison.Ordinal)))
            return _mark is not null && instead is not null && line.StartsWith("data:", StringComparison.Ordinal) ? $"data: {instead}" : line;
        if (_mark is not null && instead is not null)
            return $"data: {instead}";
        _mark = line;
        return ": held back";
    }
}
