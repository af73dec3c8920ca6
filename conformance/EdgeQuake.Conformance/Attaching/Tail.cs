using System.Text;

namespace EdgeQuake.Conformance;

/// <summary>The last few kilobytes of what a program said on stderr: kept for the report, whatever the program's appetite.</summary>
internal sealed class Tail
{
    private const int Keep = 8 << 10;
    private readonly StringBuilder _text = new();
    private readonly Decoder _utf8 = Encoding.UTF8.GetDecoder();

    /// <summary>What is kept, oldest first.</summary>
    public override string ToString()
    {
        lock (_text)
        {
            return _text.ToString();
        }
    }

    /// <summary>Reads until the end of the stream.</summary>
    internal async Task FollowAsync(Stream from, CancellationToken cancellation)
    {
        var bytes = new byte[4096];
        var chars = new char[4097];
        for (int n; (n = await from.ReadAsync(bytes, cancellation)) > 0;)
        {
            Add(chars.AsSpan(0, _utf8.GetChars(bytes, 0, n, chars, 0)));
        }
    }

    /// <summary>Takes text that was decoded elsewhere.</summary>
    internal void Add(ReadOnlySpan<char> text)
    {
        lock (_text)
        {
            _text.Append(text);
            _text.Remove(0, Math.Max(0, _text.Length - Keep));
        }
    }
}
