using System.Text;

namespace EdgeQuake.Conformance.Tests;

/// <summary>Rewrites a body line by line, as soon as each line ends, its terminator kept as sent. Bytes are Latin-1 here, so that any of them survives.</summary>
internal sealed class LineChange(Func<string, string?> change) : BodyChange
{
    private readonly StringBuilder _line = new();
    private bool _afterCr;
    private bool _dropped;

    /// <summary>A line's new text; null drops it, terminator and all.</summary>
    internal static Func<BodyChange> Of(Func<Func<string, string?>> rule) => () => new LineChange(rule());

    internal override byte[] Change(ReadOnlySpan<byte> read)
    {
        var changed = new List<byte>();
        foreach (var b in read)
        {
            if (b is (byte)'\r' or (byte)'\n')
                Terminate(b, changed);
            else
                Continue(b);
        }

        return [.. changed];
    }

    internal override byte[] End() => Encoding.Latin1.GetBytes(_line.ToString());

    private void Continue(byte b)
    {
        _afterCr = false;
        _line.Append((char)b);
    }

    private void Terminate(byte b, List<byte> changed)
    {
        if (b == '\n' && _afterCr)
        {
            if (!_dropped)
                changed.Add(b);
            _afterCr = false;
            return;
        }

        var line = change(_line.ToString());
        _line.Clear();
        _dropped = line is null;
        if (line is not null)
        {
            changed.AddRange(Encoding.Latin1.GetBytes(line));
            changed.Add(b);
        }

        _afterCr = b == '\r';
    }
}
