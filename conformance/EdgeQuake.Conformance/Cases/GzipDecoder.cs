using System.IO.Compression;

namespace EdgeQuake.Conformance;

/// <summary>Gzip (RFC 1952). Its last four bytes are the length of what it carries: by them a stream that was cut is told from one that ended.</summary>
internal sealed class GzipDecoder : ContentDecoder
{
    private readonly Feed _feed = new();
    private readonly GZipStream _decoding;
    private readonly byte[] _buffer = new byte[8192];
    private uint _length;
    private uint _tail;
    private bool _began;

    internal GzipDecoder() => _decoding = new GZipStream(_feed, CompressionMode.Decompress);

    public override void Dispose() => _decoding.Dispose();

    internal override bool Take(ReadOnlyMemory<byte> coded, Stream plain)
    {
        _began |= !coded.IsEmpty;
        foreach (var b in coded.Span[Math.Max(0, coded.Length - sizeof(uint))..])
            _tail = (_tail >> 8) | ((uint)b << 24);
        _feed.Left = coded;
        try
        {
            // The stream asks for more only when it has used up all: then the feed says so, where zero bytes would be the end.
            for (int n; (n = _decoding.Read(_buffer)) > 0; _length += (uint)n)
                plain.Write(_buffer.AsSpan(0, n));
            return true;
        }
        catch (HungryException)
        {
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    internal override bool End() => !_began || _tail == _length;

    private sealed class HungryException : IOException;

    private sealed class Feed : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        internal ReadOnlyMemory<byte> Left { get; set; }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            if (Left.IsEmpty)
                throw new HungryException();
            var n = Math.Min(buffer.Length, Left.Length);
            Left.Span[..n].CopyTo(buffer);
            Left = Left[n..];
            return n;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
