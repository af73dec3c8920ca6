using System.Buffers.Binary;

namespace EdgeQuake.Bench;

/// <summary>Counts the events of chunked answers and finds their ends, across any cut of the reads. Cheap on purpose: who reads must not starve who sends.</summary>
/// <remarks>An event ends with an empty line inside a chunk (<c>\n\n</c>), an answer with the zero chunk; both sides' frames hold neither elsewhere.</remarks>
internal struct AnswerCount
{
    private const ulong Terminator = 0x30_0D_0A_0D_0A; // "0\r\n\r\n"

    private ulong last;

    /// <summary>Events of this answer so far.</summary>
    public int Events { get; private set; }

    /// <summary>The terminator stands at the end of what was read.</summary>
    public readonly bool Ended => (last & 0xFF_FFFF_FFFF) == Terminator;

    /// <returns>Events that ended in these bytes.</returns>
    public int Add(ReadOnlySpan<byte> read)
    {
        var count = read.Count("\n\n"u8) + ((byte)last == '\n' && read.Length > 0 && read[0] == '\n' ? 1 : 0);
        if (read.Length >= 8)
        {
            last = BinaryPrimitives.ReadUInt64BigEndian(read[^8..]);
        }
        else
        {
            foreach (var b in read)
            {
                last = (last << 8) | b;
            }
        }

        Events += count;
        return count;
    }

    /// <summary>The next answer on the same connection.</summary>
    public void Restart() => (last, Events) = (0, 0);
}
