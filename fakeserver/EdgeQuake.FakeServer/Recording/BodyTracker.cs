using System.Buffers;
using System.Globalization;
using System.Text;

namespace EdgeQuake.FakeServer;

/// <summary>Follows a response body through its raw bytes: where it ends, and what it says without its chunk framing (RFC 9112, 7.1).</summary>
/// <remarks><c>size line → data → CRLF → size line … → 0 → trailers → complete</c>; a body of a length or without one has no states.</remarks>
internal sealed class BodyTracker(BodyFraming framing, long length = 0)
{
    /// <summary>A chunk size with extensions; more is no chunk size.</summary>
    private const int MaxLine = 4096;

    private readonly StringBuilder line = new();
    private Expect expect = Expect.Size;
    private long left = framing == BodyFraming.Length ? length : 0;

    private enum Expect { Size, Data, DataEnd, Trailers }

    /// <summary>The body is whole; a close-delimited one never is before its FIN.</summary>
    public bool Complete { get; private set; } = framing == BodyFraming.Length && length == 0;

    /// <summary>What stands where a chunk size or a line end belongs; null while the framing holds.</summary>
    public string? Broken { get; private set; }

    /// <summary>Takes raw bytes and gives those of the body.</summary>
    public void Take(ReadOnlySpan<byte> raw, IBufferWriter<byte>? body = null)
    {
        while (raw.Length > 0 && !Complete && Broken is null)
        {
            raw = framing switch
            {
                BodyFraming.Chunked when expect != Expect.Data => Line(raw),
                BodyFraming.Close => All(raw, body),
                _ => Data(raw, body),
            };
        }
    }

    private static ReadOnlySpan<byte> All(ReadOnlySpan<byte> raw, IBufferWriter<byte>? body)
    {
        body?.Write(raw);
        return default;
    }

    private ReadOnlySpan<byte> Data(ReadOnlySpan<byte> raw, IBufferWriter<byte>? body)
    {
        var take = (int)Math.Min(left, raw.Length);
        body?.Write(raw[..take]);
        left -= take;
        if (left == 0)
        {
            Complete = framing == BodyFraming.Length;
            expect = Expect.DataEnd;
        }

        return raw[take..];
    }

    private ReadOnlySpan<byte> Line(ReadOnlySpan<byte> raw)
    {
        var lf = raw.IndexOf((byte)'\n');
        line.Append(Encoding.Latin1.GetString(lf < 0 ? raw : raw[..lf]));
        if (lf < 0)
        {
            Broken = line.Length > MaxLine ? line.ToString(0, 40) : null;
            return default;
        }

        Read(line.ToString().TrimEnd('\r'));
        line.Clear();
        return raw[(lf + 1)..];
    }

    private void Read(string text)
    {
        switch (expect)
        {
            case Expect.DataEnd:
                Broken = text.Length == 0 ? null : text;
                expect = Expect.Size;
                break;
            case Expect.Trailers:
                Complete = text.Length == 0;
                break;
            case Expect.Size when long.TryParse(text.Split(';')[0].Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size) && size >= 0:
                (left, expect) = (size, size == 0 ? Expect.Trailers : Expect.Data);
                break;
            default:
                Broken = text;
                break;
        }
    }
}
