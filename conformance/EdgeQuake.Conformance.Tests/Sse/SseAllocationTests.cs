using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>The steady state allocates nothing: exact bytes of this thread, not a bound.</summary>
public sealed class SseAllocationTests
{
    [Theory]
    [InlineData(7)]
    [InlineData(1400)]
    [InlineData(65536)]
    public void Reading_allocates_nothing(int chunk)
    {
        var stream = Enumerable.Range(0, 500)
            .SelectMany(i => $": keep-alive\nid: {i}\nevent: t\ndata: a{i}\ndata: é\n\ndata: {{\"chunk\":\"w{i}\"}}\n\ndata: c\r\n\r\n".Select(c => (byte)c)).ToArray();
        using var reader = new SseReader();
        var sink = new Count();
        Run(reader, stream, chunk, ref sink);
        // A collection that another test brings about in between counts the rest of this thread's allocation quantum; what reading allocates, it allocates every time.
        Enumerable.Range(0, 5).Min(_ => Allocated(reader, stream, chunk)).Should().Be(0);
        sink.Events.Should().Be(1500);
    }

    private static long Allocated(SseReader reader, byte[] stream, int chunk)
    {
        var sink = new Count();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(reader, stream, chunk, ref sink);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Run(SseReader reader, ReadOnlySpan<byte> stream, int chunk, ref Count sink)
    {
        for (; !stream.IsEmpty; stream = stream[Math.Min(chunk, stream.Length)..])
            reader.Read(stream[..Math.Min(chunk, stream.Length)], ref sink);
    }

    private struct Count : ISseSink
    {
        public int Events;

        public void Event(in SseEvent e) => Events++;

        public readonly void Comment(ReadOnlySpan<byte> text)
        {
        }

        public readonly void Retry(TimeSpan time)
        {
        }
    }
}
