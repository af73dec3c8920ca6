using EdgeQuake.Bench.Parsers;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>A speed counts only for paths that read the same text; and ours allocate nothing, to the byte.</summary>
public sealed class PathTests
{
    public static TheoryData<string, string, int> Rows =>
        [.. from p in ReadPath.All from b in Payload.All from r in new[] { 3, 1400, 65536 } select new TheoryDataRow<string, string, int>(p.Name, b.Name, r)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Every_path_finds_the_same_text(string path, string payload, int read)
    {
        var (p, body) = (ReadPath.Named(path), Payload.All.First(b => b.Name == payload));
        var taker = new Taker(keep: true);
        p.Make(body)(new ChunkStream(body.Bytes, read), taker);
        taker.Pieces.Should().Be(body.Events);
        var expected = p.Split ? System.Text.Encoding.UTF8.GetString(body.Bytes).Replace("data: ", "").Replace("\n\n", "") : body.Text;
        (taker.Text == expected).Should().BeTrue("the text of every path is the payload's");
    }

    [Theory]
    [InlineData("SseReader, split")]
    [InlineData("SseReader + FrameDecoder")]
    public void Ours_allocate_nothing(string path)
    {
        foreach (var payload in Payload.All)
        {
            foreach (var read in new[] { 1400, 65536 })
            {
                var (run, body, taker) = (ReadPath.Named(path).Make(payload), new ChunkStream(payload.Bytes, read), new Taker());
                run(body.Again(), taker);
                var before = GC.GetAllocatedBytesForCurrentThread();
                run(body.Again(), taker);
                (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0, "{0} in reads of {1}", payload.Name, read);
            }
        }
    }

    [Fact]
    public void The_payloads_are_what_the_report_says()
    {
        Payload.All.Should().OnlyContain(p => p.Events == Payload.Count && p.Text.Any(c => c > 0x7F) && p.Text.Contains('"') && p.Text.Contains('\n'));
        Payload.All[0].BytesPerEvent.Should().BeInRange(35, 50);
        Payload.All[1].BytesPerEvent.Should().BeInRange(280, 320);
    }
}
