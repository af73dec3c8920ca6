using System.Net;
using System.Net.Sockets;
using System.Text;
using FluentAssertions;
using Xunit;
using static EdgeQuake.FakeServer.Tests.Scripts;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>Every way an answer can end: the client behind the recorder sees the same end, and the file has its name.</summary>
public sealed class RecordedEndsTests
{
    [Theory]
    [InlineData(EndKind.Fin, "fin", RecordedEnding.Fin)]
    [InlineData(EndKind.Reset, "reset", RecordedEnding.Reset)]
    [InlineData(EndKind.BadChunk, "fin", RecordedEnding.Fin)]
    public async Task A_cut_is_passed_on_after_everything_before_it(EndKind kind, string seen, RecordedEnding recorded)
    {
        await using var rig = await Rig.StartAsync(Plan(Ok, Write("data: a\n\n"), End(kind)));
        using var client = rig.Connect();
        var (text, end) = client.Send(RawClient.Get()).TextToEnd();
        text.Should().StartWith(OkHead + "9\r\ndata: a\n\n\r\n");
        end.Should().Be(seen);
        (await rig.EndedAsync()).End.Should().Match<RecordedEnd>(e => e.How == recorded && (kind != EndKind.BadChunk || e.Why!.Contains("'zz'")));
    }

    [Theory]
    [InlineData(OpenFault.ResetOnRequest, RecordedEnding.Reset)]
    [InlineData(OpenFault.CloseOnRequest, RecordedEnding.Fin)]
    [InlineData(OpenFault.Garbage, RecordedEnding.Fin)]
    public async Task What_comes_instead_of_a_head_has_a_name_too(OpenFault fault, RecordedEnding recorded)
    {
        await using var rig = await Rig.StartAsync(Plan(new PlanOp.Open(fault)));
        using var client = rig.Connect();
        client.Send(RawClient.Get()).ReadToEnd();
        (await rig.EndedAsync()).Should().Match<RecordedSummary>(s => s.Status == null && s.End.How == recorded);
    }

    [Fact]
    public async Task A_close_delimited_body_ends_clean_with_its_fin()
    {
        await using var rig = await Rig.StartAsync(Plan(Ok with { Framing = BodyFraming.Close }, Write("data: a\n\n"), End(EndKind.Close)));
        using var client = rig.Connect();
        client.Send(RawClient.Get()).TextToEnd().Should().Match<(string Text, string End)>(x => x.Text.EndsWith("data: a\n\n") && x.End == "fin");
        (await rig.EndedAsync()).End.How.Should().Be(RecordedEnding.Clean);
    }

    [Fact]
    public async Task A_length_that_is_not_reached_is_a_fin()
    {
        await using var rig = await Rig.StartAsync(Plan(Ok with { Framing = BodyFraming.Length, Length = 100 }, Write("data: a\n\n"), End(EndKind.Close)));
        using var client = rig.Connect();
        client.Send(RawClient.Get()).TextToEnd().End.Should().Be("fin");
        (await rig.EndedAsync()).End.How.Should().Be(RecordedEnding.Fin);
    }

    [Fact]
    public async Task A_client_that_leaves_is_seen_and_the_upstream_is_left_too()
    {
        await using var rig = await Rig.StartAsync(Plan(Ok, Write("data: a\n\n"), new PlanOp.Stall(null), End(EndKind.Close)));
        using (var client = rig.Connect())
        {
            client.Send(RawClient.Get()).ReadTo("data: a\n\n\r\n");
        }

        (await rig.EndedAsync()).End.How.Should().Be(RecordedEnding.Client);
        (await rig.Server.OnlyEntryAsync()).End!.Done.Should().Be("peer-closed");
    }

    [Fact]
    public async Task Silence_is_given_up_after_the_time_that_was_asked_for()
    {
        await using var server = await StartAsync(Plan(Ok, Write("data: a\n\n"), new PlanOp.Stall(null), End(EndKind.Close)));
        await using var rig = Rig.Before(new RecordingOptions(server.BaseAddress) { Silence = TimeSpan.FromMilliseconds(150) });
        using var client = rig.Connect();
        client.Send(RawClient.Get()).TextToEnd().End.Should().Be("fin");
        (await rig.EndedAsync()).End.Should().Match<RecordedEnd>(e => e.How == RecordedEnding.Timeout && e.At >= TimeSpan.FromMilliseconds(150));
    }

    [Fact]
    public async Task Stopping_gives_every_open_exchange_its_last_line()
    {
        await using var rig = await Rig.StartAsync(Plan(Ok, Write("data: a\n\n"), new PlanOp.Stall(null), End(EndKind.Close)));
        using var client = rig.Connect();
        client.Send(RawClient.Get()).ReadTo("data: a\n\n\r\n");
        (await rig.StopAsync()).Exchanges.Single().End!.How.Should().Be(RecordedEnding.Stopped);
    }

    [Fact]
    public async Task An_upstream_where_nobody_listens_is_a_502_that_says_so()
    {
        using var bound = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        bound.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await using var rig = Rig.Before(new RecordingOptions(new Uri($"http://127.0.0.1:{((IPEndPoint)bound.LocalEndPoint!).Port}")));
        using var client = rig.Connect();
        client.Send(RawClient.Get()).TextToEnd().Text.Should().StartWith("HTTP/1.1 502 ").And.Contain("did not reach its upstream");
        (await rig.EndedAsync()).End.How.Should().Be(RecordedEnding.Refused);
    }

    [Fact]
    public async Task An_interim_head_is_passed_on_and_is_not_the_answer()
    {
        using var upstream = new TcpListener(IPAddress.Loopback, 0);
        upstream.Start();
        await using var rig = Rig.Before(new RecordingOptions(new Uri($"http://{upstream.LocalEndpoint}")));
        using var client = rig.Connect();
        client.Send(RawClient.Get());
        using var peer = await upstream.AcceptSocketAsync(TestContext.Current.CancellationToken);
        peer.Receive(new byte[4096]);
        peer.Send(Encoding.ASCII.GetBytes("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"));
        client.ReadTo("hi").Should().Contain("103 Early Hints");
        (await rig.EndedAsync()).Should().Match<RecordedSummary>(s => s.Status == 200 && s.Bytes == 2 && s.End.How == RecordedEnding.Clean);
    }
}
