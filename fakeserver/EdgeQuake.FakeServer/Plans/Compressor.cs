using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;

namespace EdgeQuake.FakeServer;

/// <summary>Writes a body in a content coding and flushes it after each frame, so that a reader can decode each as it comes.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Memory alone, and the end of the coding may never be asked for: a rendering need not be disposed.")]
internal sealed class Compressor
{
    private readonly MemoryStream coded = new();
    private readonly Stream coder;

    public Compressor(ContentCoding coding) => coder = coding switch
    {
        ContentCoding.Gzip => new GZipStream(coded, CompressionLevel.Optimal, leaveOpen: true),
        _ => new BrotliStream(coded, CompressionLevel.Optimal, leaveOpen: true),
    };

    /// <summary>A frame's bytes in the coding, whole up to its last byte.</summary>
    public byte[] Frame(ReadOnlySpan<byte> plain)
    {
        coder.Write(plain);
        coder.Flush();
        return Taken();
    }

    /// <summary>The last bytes of the coding: its final block and checksum.</summary>
    public byte[] End()
    {
        coder.Dispose();
        return Taken();
    }

    private byte[] Taken()
    {
        var bytes = coded.ToArray();
        coded.SetLength(0);
        return bytes;
    }
}
