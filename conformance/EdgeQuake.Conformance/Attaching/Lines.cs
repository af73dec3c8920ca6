using System.Buffers;
using System.IO.Pipelines;

namespace EdgeQuake.Conformance;

/// <summary>Cuts a byte stream at LF, as it comes; an endless line is a mistake, not a way to fill the memory.</summary>
internal static class Lines
{
    /// <summary>The longest line an adapter may say: 32 MiB holds any answer of the corpus with room to spare.</summary>
    internal const int Longest = 32 << 20;

    /// <summary>Calls <paramref name="line"/> for each non-empty line, without its terminator, until the end of input.</summary>
    internal static async Task ReadAsync(Stream from, Action<ReadOnlySequence<byte>> line, CancellationToken cancellation)
    {
        var reader = PipeReader.Create(from, new StreamPipeReaderOptions(bufferSize: 16 << 10, leaveOpen: true));
        while (true)
        {
            var read = await reader.ReadAsync(cancellation);
            var buffer = read.Buffer;
            while (buffer.PositionOf((byte)'\n') is { } at)
            {
                Say(buffer.Slice(0, at), line);
                buffer = buffer.Slice(buffer.GetPosition(1, at));
            }

            if (read.IsCompleted || buffer.Length > Longest)
            {
                Say(buffer, line);
                reader.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                {
                    return;
                }
            }
            else
            {
                reader.AdvanceTo(buffer.Start, buffer.End);
            }
        }
    }

    private static void Say(ReadOnlySequence<byte> bytes, Action<ReadOnlySequence<byte>> line)
    {
        if (bytes.IsEmpty || (bytes.Length == 1 && bytes.FirstSpan[0] == '\r'))
        {
            return;
        }

        line(bytes);
    }
}
