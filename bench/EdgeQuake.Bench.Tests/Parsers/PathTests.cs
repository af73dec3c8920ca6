using EdgeQuake.Bench.Parsers;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>A speed counts only for paths that read the same text; and ours allocate nothing, to the byte.</summary>
public sealed class PathTests
{
    public static TheoryData<string, string, int> Rows =>
        [.. from c in ParserCase.All.Select(c => (c.Path, c.Payload, c.Read)).Concat(ParserCase.All.Where(c => c is { Read: 1400, Payload.Events: Payload.Count }).Select(c => (c.Path, c.Payload, Read: 3)))
            select new TheoryDataRow<string, string, int>(c.Path.Name, c.Payload.Name, c.Read)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Every_path_finds_the_same_text(string path, string payload, int read)
    {
        var (p, body) = (ReadPath.Named(path), Payload.All.First(b => b.Name == payload));
        var taker = new Taker(keep: true);
        p.Make(body)(new ChunkStream(body.Bytes, read), taker);
        if (p.Blind)
        {
            taker.Length.Should().Be(body.Bytes.Length);
            return;
        }

        taker.Pieces.Should().Be(body.Events);
        var expected = p.Split ? System.Text.Encoding.UTF8.GetString(body.Bytes).Replace(": keep-alive", "").Replace("data: ", "").Replace("\r", "").Replace("\n\n", "") : body.Text;
        (taker.Text == expected).Should().BeTrue("the text of every path is the payload's");
    }

    [Theory]
    [InlineData("SseReader, split")]
    [InlineData("SseReader + FrameDecoder")]
    public void Ours_allocate_nothing(string path)
    {
        foreach (var row in ParserCase.All.Where(c => c.Path.Name == path))
        {
            Budget.Measure(row).Should().Be(0, row.Name);
        }
    }

    [Fact]
    public void The_payloads_are_what_the_report_says()
    {
        Payload.All.Where(p => p.Name != "1-mib").Should().OnlyContain(p => p.Events == Payload.Count && p.Text.Any(c => c > 0x7F) && p.Text.Contains('"') && p.Text.Contains('\n'));
        Payload.All[0].BytesPerEvent.Should().BeInRange(35, 50);
        Payload.All[1].BytesPerEvent.Should().BeInRange(280, 320);
        Payload.All[^1].BytesPerEvent.Should().BeGreaterThan(1 << 20);
    }
}
