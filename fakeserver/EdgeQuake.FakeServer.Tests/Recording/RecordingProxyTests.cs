using System.Text;
using FluentAssertions;
using Xunit;
using static EdgeQuake.FakeServer.Tests.Scripts;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>The recorder passes the upstream's very bytes on, as they come, and keeps each read with its time.</summary>
public sealed class RecordingProxyTests
{
    [Fact]
    public async Task A_chunked_stream_comes_through_byte_for_byte_and_stands_in_the_file_read_by_read()
    {
        await using var rig = await Rig.StartAsync(Plan(
            Ok, Write("data: a\n\n"), new PlanOp.Wait(TimeSpan.FromMilliseconds(80)), Write("data: é\n\n"), new PlanOp.Wait(TimeSpan.FromMilliseconds(80)), End(EndKind.Close)));
        using var client = rig.Connect();
        var seen = client.Send(RawClient.Get()).ReadTo("0\r\n\r\n");
        seen.Should().Be(OkHead + "9\r\ndata: a\n\n\r\na\r\ndata: é\n\n\r\n0\r\n\r\n");
        var exchange = (await rig.StopAsync()).Exchanges.Should().ContainSingle().Subject;
        exchange.Head.Should().Match<RecordedHead>(h => h.Status == 200 && h.Version == "1.1" && h.Reason == "OK");
        Encoding.UTF8.GetString([.. exchange.Reads.SelectMany(r => r.Bytes.ToArray())]).Should().Be(seen[OkHead.Length..]);
        var second = exchange.Reads.First(r => Encoding.UTF8.GetString(r.Bytes.Span).Contains('é', StringComparison.Ordinal));
        (second.At - exchange.Reads[0].At).Should().BeGreaterThan(TimeSpan.FromMilliseconds(60), "the pause between the tokens is what a recording is for");
        exchange.End.Should().Match<RecordedEnd>(e => e.How == RecordedEnding.Clean);
        RecordedBody.Of(exchange).Reads.Select(r => Encoding.UTF8.GetString(r.Bytes.Span)).Should().Equal("data: a\n\n", "data: é\n\n");
    }

    [Fact]
    public async Task The_first_token_is_passed_on_while_the_second_is_still_to_come()
    {
        await using var rig = await Rig.StartAsync(Plan(Ok, Write("data: a\n\n"), new PlanOp.Gate("seen", null), Write("data: b\n\n"), End(EndKind.Close)));
        using var client = rig.Connect();
        client.Send(RawClient.Get()).ReadTo("data: a\n\n\r\n");
        SpinWait.SpinUntil(() => rig.Text.Contains("data: a", StringComparison.Ordinal), TimeSpan.FromSeconds(30)).Should().BeTrue("a line is in the file before the next read");
        rig.Server.Open("seen");
        client.ReadTo("0\r\n\r\n").Should().Contain("data: b");
    }

    [Fact]
    public async Task A_connection_is_kept_for_the_next_request_and_HEAD_has_no_body()
    {
        await using var rig = await Rig.StartAsync(Answer("data: a\n\n"), Answer("data: b\n\n"), Answer("data: c\n\n"));
        using var client = rig.Connect();
        client.Send(RawClient.Get("/1")).ReadTo("0\r\n\r\n").Should().Contain("data: a");
        client.Send("HEAD /2 HTTP/1.1\r\nHost: x\r\n\r\n").ReadTo("\r\n\r\n").Should().Be(OkHead);
        client.Send(RawClient.Get("/3")).ReadTo("0\r\n\r\n").Should().Contain("data: c");
        rig.Server.Journal.Select(e => e.Connection).Should().Equal([1, 1, 1], "the client's connection has one of its own to the upstream");
        (await rig.StopAsync()).Exchanges.Select(e => (e.Connection, e.Target, e.End!.How)).Should().Equal(
            (1, "/1", RecordedEnding.Clean), (1, "/2", RecordedEnding.Clean), (1, "/3", RecordedEnding.Clean));
    }

    [Fact]
    public async Task The_upstream_gets_its_own_host_the_body_and_the_clients_headers()
    {
        await using var server = await StartAsync(Answer("data: a\n\n"));
        await using var rig = Rig.Before(new RecordingOptions(new Uri(server.BaseAddress, "/base/")));
        using var client = rig.Connect();
        client.Send("POST /v1/chat?x=1 HTTP/1.1\r\nHost: me\r\nX-Trace: abc\r\nTransfer-Encoding: chunked\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n5\r\nhello\r\n0\r\n\r\n")
            .ReadTo("0\r\n\r\n");
        var facts = (await server.OnlyEntryAsync()).Facts;
        (facts.Method, facts.Target, Encoding.UTF8.GetString(facts.Body.Span)).Should().Be(("POST", "/base/v1/chat?x=1", "hello"));
        facts.Header("host").Should().Be(server.BaseAddress.Authority);
        facts.Header("x-trace").Should().Be("abc");
        facts.Header("upgrade").Should().BeNull();
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_kept_as_they_are()
    {
        byte[] gzip = [0x1f, 0x8b, 0x08, 0x00, 0xff, 0xfe, 0x00, 0x0a];
        var head = Ok with { Headers = [new("Content-Type", "text/event-stream"), new("Content-Encoding", "gzip")] };
        await using var rig = await Rig.StartAsync(Plan(head, new PlanOp.Write(gzip), End(EndKind.Close)));
        using var client = rig.Connect();
        client.Send(RawClient.Get()).ReadTo("0\r\n\r\n");
        var exchange = (await rig.StopAsync()).Exchanges.Single();
        RecordedBody.Of(exchange).Reads.SelectMany(r => r.Bytes.ToArray()).Should().Equal(gzip);
        exchange.Head!.Headers.Should().Contain(new HttpField("Content-Encoding", "gzip"));
        rig.Text.Should().Contain("\"base64\":");
    }

    [Fact]
    public void An_upstream_with_a_password_is_refused_and_not_repeated()
    {
        var start = () => RecordingProxy.Start(new RecordingOptions(new Uri("http://me:geheim@localhost/")), Stream.Null);
        start.Should().Throw<FakeServerException>().Which.Message.Should().NotContain("geheim");
    }

    [Fact]
    public async Task A_file_that_takes_no_more_ends_the_recording_and_not_the_stream()
    {
        await using var server = await StartAsync(Answer("data: a\n\n"));
        using var full = new FullAfter(300);
        await using var proxy = RecordingProxy.Start(new RecordingOptions(server.BaseAddress), full);
        using var client = RawClient.Connect(proxy.BaseAddress);
        client.Send(RawClient.Get()).ReadTo("0\r\n\r\n").Should().Contain("data: a");
        await proxy.Finished.Completion.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken).ContinueWith(_ => { }, TestContext.Current.CancellationToken);
        proxy.Failure!.Message.Should().Be("no space");
    }

    private sealed class FullAfter(int bytes) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (Length + buffer.Length > bytes)
            {
                throw new IOException("no space");
            }

            base.Write(buffer);
        }
    }
}
