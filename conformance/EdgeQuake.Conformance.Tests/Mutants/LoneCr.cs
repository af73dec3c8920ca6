namespace EdgeQuake.Conformance.Tests;

/// <summary>Waits to see what follows a CR; one that no LF follows becomes part of the line.</summary>
internal sealed class LoneCr : BodyChange
{
    private bool _held;

    internal override byte[] Change(ReadOnlySpan<byte> read)
    {
        var changed = new List<byte>(read.Length + 1);
        foreach (var b in read)
        {
            if (_held)
                changed.Add(b == '\n' ? (byte)'\r' : (byte)'\v');
            _held = b == '\r';
            if (!_held)
                changed.Add(b);
        }

        return [.. changed];
    }

    internal override byte[] End() => _held ? "\v"u8.ToArray() : [];
}
