using System.Text;
using FluentAssertions;
using Xunit;
using static EdgeQuake.FakeServer.Tests.Scripts;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>The ends of an HTTP/2 stream, frame by frame: what came before is whole, the code is the one asked for, and siblings live.</summary>
public sealed class H2EndsTests
{
    public static TheoryData<Transport> Transports => new(Transport.H2c, Transport.H2);

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task Close_ends_the_stream_and_one_write_is_one_frame(Transport transport)
    {
        PlanOp[] writes = [.. Enumerable.Range(0, 200).Select(i => Write($"data: {i}\n\n"))];
        await using var server = await StartAsync(Over(transport), Plan([Ok, .. writes, End(EndKind.Close)]));
        using var client = RawH2Client.Connect(server.BaseAddress);
        var (frames, end) = client.ReadUntilDone(client.Get());
        frames.Select(f => f.ToString()).Should().Equal(["HEADERS", .. Enumerable.Range(0, 200).Select(i => $"DATA data: {i}\n\n"), "DATA+END"]);
        end.Should().BeNull("the connection goes on");
        (await server.OnlyEntryAsync()).End.Should().Match<JournalEnd>(e => e.Asked == "close" && e.Done == "close");
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task Every_code_resets_the_stream_after_everything_before_it(Transport transport)
    {
        foreach (var code in Enum.GetValues<H2Code>())
        {
            await using var server = await StartAsync(Over(transport), Plan(Ok, Write("data: a\n\n"), Write("data: b\n\n"), new PlanOp.End(EndKind.Reset, code)));
            using var client = RawH2Client.Connect(server.BaseAddress);
            client.ReadUntilDone(client.Get()).Frames.Select(f => f.ToString()).Should().Equal("HEADERS", "DATA data: a\n\n", "DATA data: b\n\n", $"RST_STREAM {(int)code}");
            (await server.OnlyEntryAsync()).End.Should().Match<JournalEnd>(e => e.Done == "reset" && e.BytesAcked == 18 && e.Note == "RST_STREAM " + Words.Of(code));
        }
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task Reset_delivers_300_of_300_frames_first_20_times_of_20(Transport transport)
    {
        var frame = Encoding.ASCII.GetBytes(new string('x', 100));
        PlanOp[] writes = [.. Enumerable.Range(0, 300).Select(_ => new PlanOp.Write(frame))];
        await using var server = await StartAsync(Over(transport), Plan([Ok, .. writes, End(EndKind.Reset)]));
        using var client = RawH2Client.Connect(server.BaseAddress);
        for (var i = 0; i < 20; i++)
        {
            client.Grant(30_000);
            var frames = client.ReadUntilDone(client.Get()).Frames;
            frames.Count(f => f.Type == H2Frame.Data && f.Payload.Length == 100).Should().Be(300, "round {0}", i);
            frames[^1].ToString().Should().Be("RST_STREAM 2");
        }

        (await server.EntriesAsync()).Should().OnlyContain(e => e.End!.Done == "reset" && e.End.BytesAcked == 30_000);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_stream_that_is_reset_leaves_its_sibling_whole(Transport transport)
    {
        var gate = new PlanOp.Gate("reset was read", null);
        await using var server = await StartAsync(
            Over(transport),
            Plan(Ok, Write("data: a\n\n"), gate, Write("data: b\n\n"), End(EndKind.Close)),
            Plan(Ok, Write("data: c\n\n"), new PlanOp.End(EndKind.Reset, H2Code.Cancel)));
        using var client = RawH2Client.Connect(server.BaseAddress);
        var first = client.Get();
        client.Read(f => f.Type != H2Frame.Data).Frames.Select(f => f.ToString()).Should().Equal("HEADERS", "DATA data: a\n\n");
        var second = client.Get();
        client.ReadUntilDone(second).Frames.Select(f => $"{f.Stream} {f}").Should().Equal($"{second} HEADERS", $"{second} DATA data: c\n\n", $"{second} RST_STREAM 8");
        server.Open("reset was read");
        client.ReadUntilDone(first).Frames.Select(f => $"{f.Stream} {f}").Should().Equal($"{first} DATA data: b\n\n", $"{first} DATA+END");
        (await server.EntriesAsync()).Select(e => (e.Connection, e.End!.Done)).Should().Equal((1, "close"), (1, "reset"));
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task Reset_connection_kills_every_sibling(Transport transport)
    {
        await using var server = await StartAsync(
            Over(transport), Plan(Ok, Write("data: a\n\n"), new PlanOp.Stall(null)), Plan(Ok, Write("data: b\n\n"), End(EndKind.ResetConnection)));
        using var client = RawH2Client.Connect(server.BaseAddress);
        var first = client.Get();
        client.Read(f => f.Type != H2Frame.Data);
        var (frames, end) = client.ReadUntilDone(first, client.Get());
        frames.Select(f => f.ToString()).Should().Equal("HEADERS", "DATA data: b\n\n");
        end.Should().Be("reset");
        (await server.EntriesAsync()).Select(e => (e.End!.Asked, e.End.Done, e.End.BytesAcked)).Should().Equal(
            ("stall", "reset-connection", null), ("reset-connection", "reset-connection", 9L));
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task Goaway_comes_before_the_end_and_the_stream_completes(Transport transport)
    {
        await using var server = await StartAsync(Over(transport), Plan(Ok, Write("data: a\n\n"), End(EndKind.Goaway)));
        using var client = RawH2Client.Connect(server.BaseAddress);
        client.ReadUntilDone(client.Get()).Frames.Select(f => f.ToString()).Should().Equal("HEADERS", "DATA data: a\n\n", "GOAWAY", "DATA+END");
        client.Read(_ => true).End.Should().Be("fin", "Kestrel closes when its last stream has ended");
        (await server.OnlyEntryAsync()).End.Should().Match<JournalEnd>(e => e.Asked == "goaway" && e.Done == "goaway");
    }

    [Fact]
    public async Task A_reset_before_the_head_has_no_headers()
    {
        await using var server = await StartAsync(Over(Transport.H2c), Plan(new PlanOp.Open(OpenFault.ResetOnRequest, H2Code.RefusedStream)));
        using var client = RawH2Client.Connect(server.BaseAddress);
        client.ReadUntilDone(client.Get()).Frames.Select(f => f.ToString()).Should().Equal("RST_STREAM 7");
        (await server.OnlyEntryAsync()).Should().Match<JournalEntry>(e => e.End!.Done == "reset-on-request" && e.HeadSentAt == null && e.End.Note == "RST_STREAM refused-stream");
    }

    [Fact]
    public async Task Silent_and_stall_end_when_the_client_cancels_the_stream()
    {
        await using var server = await StartAsync(Over(Transport.H2c), Plan(new PlanOp.Open(OpenFault.Silent)), Plan(Ok, new PlanOp.Stall(null)));
        using var client = RawH2Client.Connect(server.BaseAddress);
        var first = client.Get();
        await server.RequestedAsync();
        client.Cancel(first);
        var second = client.Get();
        client.Read(f => f.Type != H2Frame.Headers);
        client.Cancel(second);
        (await server.EntriesAsync()).Select(e => (e.End!.Asked, e.End.Done, e.Peer!.How)).Should().Equal(("silent", "peer-closed", "reset"), ("stall", "peer-closed", "reset"));
    }

    [Fact]
    public async Task A_head_is_sent_before_the_first_body_byte_and_HEAD_gets_no_body()
    {
        await using var server = await StartAsync(Over(Transport.H2c), Plan(Ok, new PlanOp.Gate("body", null), Write("data: a\n\n"), End(EndKind.Close)));
        using var client = server.CreateClient();
        using var head = await client.GetAsync(new Uri("query/stream", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        head.Version.Should().Be(new Version(2, 0));
        server.Open("body");
        (await head.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().Be("data: a\n\n");
        using var bare = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "query/stream") { Version = new Version(2, 0), VersionPolicy = HttpVersionPolicy.RequestVersionExact }, TestContext.Current.CancellationToken);
        (await bare.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Should().BeEmpty();
    }

    private static FakeServerOptions Over(Transport transport) => FakeServerOptions.Default with { Transport = transport };
}
