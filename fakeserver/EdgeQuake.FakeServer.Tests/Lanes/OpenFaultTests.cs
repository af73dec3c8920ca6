using System.Net.Sockets;
using FluentAssertions;
using Xunit;
using static EdgeQuake.FakeServer.Tests.Scripts;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>The faults that come instead of a response head, on a raw socket.</summary>
public sealed class OpenFaultTests
{
    private static Plan Fault(OpenFault fault) => Plan(new PlanOp.Open(fault));

    [Fact]
    public async Task Refuse_leaves_a_port_where_nothing_listens()
    {
        await using var server = await StartAsync(Fault(OpenFault.Refuse));
        var connect = () => RawClient.Connect(server.BaseAddress);
        connect.Should().Throw<SocketException>().Which.SocketErrorCode.Should().Be(SocketError.ConnectionRefused);
        server.Journal.Should().BeEmpty();
    }

    [Fact]
    public async Task Refuse_after_an_answer_closes_the_listener_before_the_answer_ends()
    {
        await using var server = await StartAsync(Plan(Ok, End(EndKind.Fin)), Fault(OpenFault.Refuse));
        using var client = RawClient.Connect(server.BaseAddress);
        client.Send(RawClient.Get()).TextToEnd().End.Should().Be("fin");
        var again = () => RawClient.Connect(server.BaseAddress);
        again.Should().Throw<SocketException>().Which.SocketErrorCode.Should().Be(SocketError.ConnectionRefused);
    }

    [Fact]
    public async Task Unreachable_lets_a_connect_hang()
    {
        if (await RefusedHereAsync())
        {
            return;
        }

        await using var server = await StartAsync(Fault(OpenFault.Unreachable));
        await HangsAsync(server.BaseAddress);
        server.Journal.Should().BeEmpty();
    }

    [Fact]
    public async Task Unreachable_after_an_answer_hangs_from_the_next_connection_on()
    {
        if (await RefusedHereAsync())
        {
            return;
        }

        await using var server = await StartAsync(Plan(Ok, Write("data: a\n\n"), End(EndKind.Fin)), Fault(OpenFault.Unreachable));
        using (var client = RawClient.Connect(server.BaseAddress))
        {
            client.Send(RawClient.Get()).TextToEnd().Should().Be((OkHead + "9\r\ndata: a\n\n\r\n", "fin"));
        }

        await HangsAsync(server.BaseAddress);
    }

    [Fact]
    public async Task Silent_reads_the_request_and_stamps_the_clients_close()
    {
        await using var server = await StartAsync(Fault(OpenFault.Silent));
        using (RawClient.Connect(server.BaseAddress).Send(RawClient.Get()))
        {
            await server.RequestedAsync();
            server.Journal.Single().End.Should().BeNull();
        }

        var entry = await server.OnlyEntryAsync();
        (entry.End!.Asked, entry.End.Done, entry.Peer!.How, entry.HeadSentAt).Should().Be(("silent", "peer-closed", "fin", null));
    }

    [Fact]
    public async Task Reset_on_accept_comes_before_any_request_and_takes_an_attempt()
    {
        await using var server = await StartAsync(Fault(OpenFault.ResetOnAccept), Answer("data: a\n\n"));
        using (var client = RawClient.Connect(server.BaseAddress))
        {
            client.TextToEnd().Should().Be(("", "reset"));
        }

        using var second = RawClient.Connect(server.BaseAddress);
        second.Send(RawClient.Get()).ReadTo("0\r\n\r\n").Should().Contain("data: a");
        var entries = await server.EntriesAsync();
        entries.Select(e => (e.Attempt, e.Facts.Method, e.End!.Done)).Should().Equal((1, "", "reset-on-accept"), (2, "GET", "close"));
    }

    [Theory]
    [InlineData(OpenFault.ResetOnRequest, "reset")]
    [InlineData(OpenFault.CloseOnRequest, "fin")]
    public async Task The_request_is_read_and_nothing_is_answered(OpenFault fault, string seen)
    {
        await using var server = await StartAsync(Fault(fault));
        using var client = RawClient.Connect(server.BaseAddress);
        client.Send(RawClient.Get()).TextToEnd().Should().Be(("", seen));
        (await server.OnlyEntryAsync()).Should().Match<JournalEntry>(e => e.End!.Done == Words.Of(fault) && e.HeadSentAt == null && e.Facts.Path == "/query/stream");
    }

    [Fact]
    public async Task Garbage_is_no_status_line()
    {
        await using var server = await StartAsync(Fault(OpenFault.Garbage));
        using var client = RawClient.Connect(server.BaseAddress);
        var (text, end) = client.Send(RawClient.Get()).TextToEnd();
        text.Should().NotBeEmpty().And.NotStartWith("HTTP/");
        end.Should().Be("fin");
    }

    /// <summary>Elsewhere than on Linux the scenario is refused with its reason: that is then what is held.</summary>
    private static async Task<bool> RefusedHereAsync()
    {
        if (OperatingSystem.IsLinux())
        {
            return false;
        }

        var start = () => StartAsync(Fault(OpenFault.Unreachable));
        (await start.Should().ThrowAsync<FakeServerException>()).Which.Message.Should().Contain("needs Linux");
        return true;
    }

    /// <summary>Three connects, all still waiting when a connect to a listener has long been answered.</summary>
    private static async Task HangsAsync(Uri address)
    {
        Socket[] sockets = [.. Enumerable.Range(0, 3).Select(_ => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))];
        var connects = Array.ConvertAll(sockets, s => s.ConnectAsync(address.Host, address.Port));
        var first = () => Task.WhenAny(connects).WaitAsync(TimeSpan.FromMilliseconds(300), TestContext.Current.CancellationToken);
        await first.Should().ThrowAsync<TimeoutException>();
        connects.Should().OnlyContain(c => !c.IsCompleted);
        Array.ForEach(sockets, s => s.Dispose());
        await Task.WhenAll(connects.Select(c => c.ContinueWith(_ => _.Exception, TaskScheduler.Default)));
    }

    [Fact]
    public async Task A_refusal_that_nobody_could_count_is_refused_itself()
    {
        var start = () => StartAsync(Fault(OpenFault.Refuse), Answer("late"));
        (await start.Should().ThrowAsync<FakeServerException>()).Which.Message.Should().StartWith("test.yaml:1:1: ").And.Contain("refuse");
    }
}
