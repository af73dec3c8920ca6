using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using EdgeQuake.Conformance;

namespace EdgeQuake.Bench.Parsers;

/// <summary>The streaming guide's two ways to read an answer, by its length: <c>iterate</c> hands each token on and forgets it, <c>collect all</c> keeps every piece and joins them at the end.</summary>
internal static class AnswerMemory
{
    private static readonly int[] s_lengths = [100, 1_000, 10_000, 100_000];

    /// <summary>By name; each returns what is alive when the last event was read.</summary>
    public static IReadOnlyList<(string Name, Func<ChunkStream, object> Read)> Ways { get; } =
    [
        ("iterate: SseReader + FrameDecoder", body => Ours(body, null)),
        ("collect all: SseReader + FrameDecoder", body => Ours(body, [])),
        ("iterate: SseParser to string + JsonDocument", body => Platform(body, null)),
        ("collect all: SseParser to string + JsonDocument", body => Platform(body, [])),
    ];

    public static IReadOnlyList<AnswerRow> Measure() => [.. s_lengths.SelectMany(length => Rows(Payload.Answer(length)))];

    public static IEnumerable<AnswerRow> Rows(Payload answer)
    {
        var text = Encoding.UTF8.GetByteCount(answer.Text);
        foreach (var (name, read) in Ways)
        {
            // The first time pays for code and pools, which are no answer's.
            read(new ChunkStream(answer.Bytes, 1400));
            var body = new ChunkStream(answer.Bytes, 1400);
            var (heap, before) = (GC.GetTotalMemory(forceFullCollection: true), GC.GetAllocatedBytesForCurrentThread());
            var alive = read(body);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            var peak = Math.Max(0, GC.GetTotalMemory(forceFullCollection: true) - heap);
            GC.KeepAlive(alive);
            yield return new(name, answer.Events, text, allocated, peak);
        }
    }

    private static object[] Ours(ChunkStream body, List<string>? all)
    {
        var (reader, buffer, sink) = (new SseReader(), new byte[4096], new KeepingSink(FrameDecoder.For(FakeServer.Protocol.Edgequake), all));
        while (body.Read(buffer) is var read and > 0)
            reader.Read(buffer.AsSpan(0, read), ref sink);
        reader.Dispose();
        return Joined(all);
    }

    private static object[] Platform(ChunkStream body, List<string>? all)
    {
        foreach (var item in SseParser.Create(body).Enumerate())
        {
            using var json = JsonDocument.Parse(item.Data);
            if (PlatformPaths.Token(json.RootElement, FakeServer.Protocol.Edgequake) is var token && all is not null)
                all.Add(token);
        }

        return Joined(all);
    }

    private static object[] Joined(List<string>? all) => all is null ? [] : [all, string.Concat(all)];

    private readonly struct KeepingSink(FrameDecoder decoder, List<string>? all) : ISseSink
    {
        public void Event(in SseEvent e)
        {
            var frame = decoder.Read(e);
            if (frame.Kind is FrameKind.Token or FrameKind.PlainText)
                all?.Add(Encoding.UTF8.GetString(frame.Text));
        }

        public void Comment(ReadOnlySpan<byte> text)
        {
        }

        public void Retry(TimeSpan time)
        {
        }
    }
}
