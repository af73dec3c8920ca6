using System.Globalization;
using System.Net.Http;

namespace EdgeQuake.Bench;

/// <summary>Takes the chunked coding (RFC 9112, 7.1) off a body, in place and across any cut of the reads. Pure; allocates nothing.</summary>
internal struct ChunkedBody
{
    private const int MostDigits = 15;
    private State _state;
    private int _digits;
    private long _left;

    private enum State : byte { Size, Extension, Data, DataCr, DataLf, Trailer, TrailerLine, Ended }

    /// <summary>The last chunk and its trailers were read.</summary>
    public readonly bool Ended => _state == State.Ended;

    /// <summary>Moves the content of <paramref name="bytes"/> to their front.</summary>
    /// <param name="taken">Bytes read: all, or fewer when the body ended before them.</param>
    /// <returns>Bytes of content.</returns>
    /// <exception cref="HttpIOException">This is no chunked coding.</exception>
    public int Decode(Span<byte> bytes, out int taken)
    {
        var (at, length) = (0, 0);
        while (at < bytes.Length && _state != State.Ended)
        {
            if (_state == State.Data)
            {
                var n = (int)Math.Min(_left, bytes.Length - at);
                bytes.Slice(at, n).CopyTo(bytes[length..]);
                (at, length, _left) = (at + n, length + n, _left - n);
                _state = _left == 0 ? State.DataCr : State.Data;
            }
            else
            {
                _state = Frame(bytes[at++]);
            }
        }

        taken = at;
        return length;
    }

    private State Frame(byte b) => _state switch
    {
        State.Size => Size(b),
        State.Extension => b == '\n' ? AfterSize() : State.Extension,
        State.DataCr when b == '\r' => State.DataLf,
        State.DataLf when b == '\n' => State.Size,
        State.Trailer when b == '\n' => State.Ended,
        State.Trailer when b == '\r' => State.Trailer,
        State.Trailer or State.TrailerLine => b == '\n' ? State.Trailer : State.TrailerLine,
        _ => throw Bad("a chunk that does not end with CR LF"),
    };

    private State Size(byte b)
    {
        if (char.IsAsciiHexDigit((char)b))
        {
            _left = (_left << 4) | (uint)int.Parse([(char)b], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            return ++_digits <= MostDigits ? State.Size : throw Bad("a chunk size of more than fifteen digits");
        }

        return (b, _digits) switch
        {
            ((byte)'\n', > 0) => AfterSize(),
            ((byte)'\r' or (byte)';' or (byte)' ' or (byte)'\t', > 0) => State.Extension,
            _ => throw Bad("a chunk whose size is no hexadecimal number"),
        };
    }

    private State AfterSize()
    {
        _digits = 0;
        return _left == 0 ? State.Trailer : State.Data;
    }

    private static HttpIOException Bad(string what) => new(HttpRequestError.InvalidResponse, $"The server sent {what}.");
}
