using System.Text;
using FluentAssertions;
using Xunit;
using static EdgeQuake.FakeServer.Tests.Scripts;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>The ends of an answer inside TLS, as a raw client under the encryption sees them.</summary>
public sealed class TlsEndsTests
{
    private const string Chunk = "9\r\ndata: a\n\n\r\n";

    private static readonly FakeServerOptions Tls = FakeServerOptions.Default with { Transport = Transport.Tls };

    private static readonly PlanOp.Respond OkClose = Ok with { Framing = BodyFraming.Close };

    [Fact]
    public async Task Close_keeps_the_connection_and_one_write_is_one_record()
    {
        await using var server = await StartAsync(Tls, Plan(Ok, Write("data: a\n\n"), Write("data: a\n\n"), End(EndKind.Close)), Answer("data: b\n\n"));
        using var client = RawTlsClient.Connect(server.BaseAddress);
        client.Send(RawClient.Get()).ReadTo("0\r\n\r\n").Should().Be(OkHead + Chunk + Chunk + "0\r\n\r\n");
        client.DataRecords.Should().Be(4, "head, two writes and the terminator");
        client.Send(RawClient.Get()).ReadTo("0\r\n\r\n").Should().EndWith("9\r\ndata: b\n\n\r\n0\r\n\r\n");
        (await server.EntriesAsync()).Select(e => (e.Connection, e.End!.Done)).Should().Equal((1, "close"), (1, "close"));
    }

    [Theory]
    [InlineData(TlsKind.Ok, "close-notify", null)]
    [InlineData(TlsKind.NoCloseNotify, "fin", "TLS: no close_notify")]
    public async Task A_close_delimited_body_ends_with_or_without_close_notify(TlsKind kind, string seen, string? note)
    {
        await using var server = await StartAsync(Tls with { Tls = kind }, Plan(OkClose, Write("data: a\n\n"), End(EndKind.Close)));
        using var client = RawTlsClient.Connect(server.BaseAddress);
        var (text, end) = client.Send(RawClient.Get()).TextToEnd();
        text.Should().EndWith("\r\n\r\ndata: a\n\n");
        end.Should().Be(seen);
        (await server.OnlyEntryAsync()).End.Should().Match<JournalEnd>(e => e.Asked == "close" && e.Done == "close" && e.Note == note && e.BytesAcked == 9);
    }

    [Fact]
    public async Task A_plan_can_leave_out_the_close_notify_where_the_server_does_not()
    {
        await using var server = await StartAsync(Tls, Plan(Ok, Write("data: a\n\n"), new PlanOp.End(EndKind.Fin, CloseNotify: false)));
        using var client = RawTlsClient.Connect(server.BaseAddress);
        client.Send(RawClient.Get()).TextToEnd().Should().Be((OkHead + Chunk, "fin"));
    }

    [Theory]
    [InlineData(EndKind.Fin, "", "close-notify")]
    [InlineData(EndKind.BadChunk, "zz\r\n", "close-notify")]
    [InlineData(EndKind.Reset, "", "reset")]
    [InlineData(EndKind.ResetConnection, "", "reset")]
    public async Task Every_end_leaves_what_came_before_whole(EndKind kind, string last, string seen)
    {
        await using var server = await StartAsync(Tls, Plan(Ok, Write("data: a\n\n"), End(kind)));
        using var client = RawTlsClient.Connect(server.BaseAddress);
        client.Send(RawClient.Get()).TextToEnd().Should().Be((OkHead + Chunk + last, seen));
        (await server.OnlyEntryAsync()).End.Should().Match<JournalEnd>(e => e.Asked == Words.Of(kind) && e.Done == Words.Of(kind) && e.BytesAcked == 9);
    }

    [Theory]
    [InlineData(EndKind.Fin, "close-notify")]
    [InlineData(EndKind.Reset, "reset")]
    public async Task A_half_chunk_promises_more_than_it_carries(EndKind kind, string seen)
    {
        await using var server = await StartAsync(Tls, Plan(Ok, new PlanOp.Write("data: half"u8.ToArray(), 0x40), End(kind)));
        using var client = RawTlsClient.Connect(server.BaseAddress);
        client.Send(RawClient.Get()).TextToEnd().Should().Be((OkHead + "40\r\ndata: half", seen));
    }

    [Fact]
    public async Task Reset_delivers_every_frame_first_20_times_of_20()
    {
        var frame = Encoding.ASCII.GetBytes(new string('x', 100));
        PlanOp[] frames = [.. Enumerable.Range(0, 300).Select(_ => new PlanOp.Write(frame))];
        await using var server = await StartAsync(Tls, Plan([OkClose, .. frames, End(EndKind.Reset)]));
        var whole = Http11.Head(OkClose).Length + (300 * frame.Length);
        for (var i = 0; i < 20; i++)
        {
            using var client = RawTlsClient.Connect(server.BaseAddress);
            var (bytes, end) = client.Send(RawClient.Get()).ReadToEnd();
            (bytes.Length, end).Should().Be((whole, "reset"), "delivery {0}", i);
        }

        (await server.EntriesAsync()).Should().OnlyContain(e => e.End!.Done == "reset" && e.End.BytesAcked == 30_000);
    }

    [Fact]
    public async Task A_write_larger_than_the_kernel_takes_arrives_whole()
    {
        var body = new byte[8 * 1024 * 1024];
        await using var server = await StartAsync(Tls, Plan(OkClose, new PlanOp.Write(body), Write("data: a\n\n"), End(EndKind.Close)));
        using var client = RawTlsClient.Connect(server.BaseAddress);
        var (bytes, end) = client.Send(RawClient.Get()).ReadToEnd();
        (bytes.Length, end).Should().Be((Http11.Head(OkClose).Length + body.Length + 9, "close-notify"));
        (await server.OnlyEntryAsync()).Writes[0].Should().Match<JournalWrite>(w => w.Blocked && w.Bytes == body.Length);
    }
}
