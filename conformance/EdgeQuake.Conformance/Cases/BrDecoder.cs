using System.Buffers;
using System.IO.Compression;

namespace EdgeQuake.Conformance;

/// <summary>Brotli (RFC 7932).</summary>
internal sealed class BrDecoder : ContentDecoder
{
    private readonly byte[] _buffer = new byte[8192];
    private BrotliDecoder _decoder;
    private bool _began;
    private bool _done;

    public override void Dispose() => _decoder.Dispose();

    internal override bool Take(ReadOnlyMemory<byte> coded, Stream plain)
    {
        _began |= !coded.IsEmpty;
        while (true)
        {
            var status = _decoder.Decompress(coded.Span, _buffer, out var used, out var written);
            plain.Write(_buffer.AsSpan(0, written));
            coded = coded[used..];
            if (status == OperationStatus.DestinationTooSmall)
                continue;
            _done = status == OperationStatus.Done;
            return status != OperationStatus.InvalidData;
        }
    }

    internal override bool End() => _done || !_began;
}
