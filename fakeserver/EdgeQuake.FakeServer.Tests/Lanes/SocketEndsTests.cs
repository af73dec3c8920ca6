using System.Text;
using FluentAssertions;
using Xunit;
using static EdgeQuake.FakeServer.Tests.Scripts;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>Every end of an answer, as a raw client sees it: the bytes, and FIN or RST.</summary>
public sealed class SocketEndsTests
{
    [Fact]
    public async Task Close_ends_a_chunked_body_and_keeps_the_connection()
    {
        await using var server = await StartAsync(Answer("data: a\n\n"), Answer("data: b\n\n"));
        using var client = RawClient.Connect(server.BaseAddress);
        client.Send(RawClient.Get()).ReadTo("0\r\n\r\n").Should().Be(OkHead + "9\r\ndata: a\n\n\r\n0\r\n\r\n");
        client.Send(RawClient.Get()).ReadTo("0\r\n\r\n").Should().EndWith("9\r\ndata: b\n\n\r\n0\r\n\r\n");
        var entries = await server.EntriesAsync();
        entries.Select(e => (e.Request, e.Connection, e.Attempt, e.End!.Done)).Should().Equal((1, 1, 1, "close"), (2, 1, 2, "close"));
    }

    [Fact]
    public async Task Close_of_a_close_delimited_body_is_a_fin()
    {
        await using var server = await StartAsync(Plan(Ok with { Framing = BodyFraming.Close }, Write("data: a\n\n"), End(EndKind.Close)));
        using var client = RawClient.Connect(server.BaseAddress);
        var (text, end) = client.Send(RawClient.Get()).TextToEnd();
        text.Should().EndWith("\r\n\r\ndata: a\n\n").And.NotContain("chunked");
        end.Should().Be("fin");
    }

    [Theory]
    [InlineData(100L, "a length longer than the body ends in FIN")]
    [InlineData(3L, "a length shorter than the body: surplus bytes, and the connection cannot go on")]
    public async Task A_length_that_lies_ends_the_connection(long length, string why)
    {
        await using var server = await StartAsync(Plan(Ok with { Framing = BodyFraming.Length, Length = length }, Write("data: a\n\n"), End(EndKind.Close)));
        using var client = RawClient.Connect(server.BaseAddress);
        var (text, end) = client.Send(RawClient.Get()).TextToEnd();
        text.Should().Contain($"Content-Length: {length}").And.EndWith("data: a\n\n", why);
        end.Should().Be("fin");
    }

    [Fact]
    public async Task Fin_leaves_out_the_chunk_terminator()
    {
        await using var server = await StartAsync(Plan(Ok, Write("data: a\n\n"), End(EndKind.Fin)));
        using var client = RawClient.Connect(server.BaseAddress);
        client.Send(RawClient.Get()).TextToEnd().Should().Be((OkHead + "9\r\ndata: a\n\n\r\n", "fin"));
        (await server.OnlyEntryAsync()).End.Should().Match<JournalEnd>(e => e.Asked == "fin" && e.Done == "fin");
    }

    [Theory]
    [InlineData(EndKind.Fin, "fin")]
    [InlineData(EndKind.Reset, "reset")]
    public async Task A_half_chunk_promises_more_than_it_carries(EndKind kind, string seen)
    {
        await using var server = await StartAsync(Plan(Ok, new PlanOp.Write("data: half"u8.ToArray(), 0x40), End(kind)));
        using var client = RawClient.Connect(server.BaseAddress);
        client.Send(RawClient.Get()).TextToEnd().Should().Be((OkHead + "40\r\ndata: half", seen));
    }

    [Fact]
    public async Task A_bad_chunk_is_a_size_that_is_no_number_and_the_end()
    {
        await using var server = await StartAsync(Plan(Ok, Write("data: a\n\n"), End(EndKind.BadChunk)));
        using var client = RawClient.Connect(server.BaseAddress);
        client.Send(RawClient.Get()).TextToEnd().Should().Be((OkHead + "9\r\ndata: a\n\n\r\nzz\r\n", "fin"));
    }

    [Fact]
    public async Task Reset_delivers_everything_first_300_times_of_300()
    {
        var body = Encoding.ASCII.GetBytes(new string('x', 2000));
        await using var server = await StartAsync(Plan(Ok, new PlanOp.Write(body), new PlanOp.Write(body), new PlanOp.Write(body), End(EndKind.Reset)));
        var whole = OkHead.Length + (3 * (body.Length + "7d0\r\n\r\n".Length));
        for (var i = 0; i < 300; i++)
        {
            using var client = RawClient.Connect(server.BaseAddress);
            var (bytes, end) = client.Send(RawClient.Get()).ReadToEnd();
            (bytes.Length, end).Should().Be((whole, "reset"), "delivery {0}", i);
        }

        (await server.EntriesAsync()).Should().OnlyContain(e => e.End!.Done == "reset" && e.End.BytesAcked == 6000);
    }

    [Fact]
    public async Task Reset_waits_for_a_large_body_that_the_kernel_takes_in_parts()
    {
        var body = new byte[300_000];
        await using var server = await StartAsync(Plan(Ok, new PlanOp.Write(body), End(EndKind.Reset)));
        using var client = RawClient.Connect(server.BaseAddress);
        var (bytes, end) = client.Send(RawClient.Get()).ReadToEnd();
        (bytes.Length, end).Should().Be((OkHead.Length + body.Length + "493e0\r\n\r\n".Length, "reset"));
    }

    [Fact]
    public async Task Reset_now_is_an_rst_without_a_barrier()
    {
        await using var server = await StartAsync(Plan(Ok, Write("data: a\n\n"), End(EndKind.ResetNow)));
        using var client = RawClient.Connect(server.BaseAddress);
        client.Send(RawClient.Get()).TextToEnd().End.Should().Be("reset");
        (await server.OnlyEntryAsync()).End.Should().Match<JournalEnd>(e => e.Done == "reset-now" && e.BytesAcked == null);
    }

    [Fact]
    public async Task A_head_is_sent_before_the_first_body_byte()
    {
        await using var server = await StartAsync(Plan(Ok, new PlanOp.Gate("body", null), Write("data: a\n\n"), End(EndKind.Close)));
        using var client = RawClient.Connect(server.BaseAddress);
        client.Send(RawClient.Get()).ReadTo("\r\n\r\n").Should().Be(OkHead);
        server.Open("body");
        client.ReadTo("0\r\n\r\n").Should().Be("9\r\ndata: a\n\n\r\n0\r\n\r\n");
    }

    [Fact]
    public async Task A_write_that_blocks_is_marked_and_arrives_whole()
    {
        var body = new byte[16 * 1024 * 1024];
        await using var server = await StartAsync(Plan(Ok with { Framing = BodyFraming.Close }, new PlanOp.Write(body), End(EndKind.Close)));
        using var client = RawClient.Connect(server.BaseAddress);
        var (bytes, end) = client.Send(RawClient.Get()).ReadToEnd();
        (bytes.Length - body.Length, end).Should().Be((Http11.Head(Ok with { Framing = BodyFraming.Close }).Length, "fin"));
        (await server.OnlyEntryAsync()).Writes.Single().Should().Match<JournalWrite>(w => w.Blocked && w.Bytes == body.Length);
    }
}
