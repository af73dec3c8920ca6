using System.Text;

namespace EdgeQuake.Bench.Parsers;

/// <summary>What a path hands its text to. Measuring, it only adds up; testing, it keeps everything. Sealed and tiny, so that it costs no path more than another.</summary>
internal sealed class Taker(bool keep = false)
{
    private readonly StringBuilder? _kept = keep ? new() : null;

    /// <summary>Pieces taken.</summary>
    public int Pieces { get; private set; }

    /// <summary>UTF-8 bytes, or characters where the path made strings: returned, so that no work can be optimised away.</summary>
    public long Length { get; private set; }

    public string Text => _kept?.ToString() ?? throw new InvalidOperationException("nothing was kept");

    public void Take(ReadOnlySpan<byte> text)
    {
        Pieces++;
        Length += text.Length;
        _kept?.Append(Encoding.UTF8.GetString(text));
    }

    public void Take(string text)
    {
        Pieces++;
        Length += text.Length;
        _kept?.Append(text);
    }
}
