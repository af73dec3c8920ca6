using FluentAssertions;
using Xunit;
using static EdgeQuake.FakeServer.Tests.Scripts;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>The client goes first: the server notices at once, stops playing, and stamps how.</summary>
public sealed class PeerTests
{
    private static readonly Plan Stalls = Plan(Ok, Write("data: a\n\n"), new PlanOp.Stall(null), End(EndKind.Close));

    [Theory]
    [InlineData("fin")]
    [InlineData("half-close")]
    [InlineData("reset")]
    public async Task A_stall_ends_when_the_client_closes(string how)
    {
        await using var server = await StartAsync(Stalls);
        using var client = RawClient.Connect(server.BaseAddress);
        client.Send(RawClient.Get()).ReadTo("data: a\n\n\r\n");
        (await server.SettleAsync(TimeSpan.Zero)).Should().BeFalse("a stall is an answer in progress");
        Close(client, how);
        var entry = await server.OnlyEntryAsync();
        (entry.End!.Asked, entry.End.Done, entry.Peer!.How).Should().Be(("stall", "peer-closed", how == "reset" ? "reset" : "fin"));
        entry.Peer.At.Should().BeGreaterThan(entry.Writes.Single().Sent);
    }

    [Fact]
    public async Task A_pause_ends_when_the_client_closes()
    {
        await using var server = await StartAsync(Plan(Ok, Write("data: a\n\n"), new PlanOp.Wait(TimeSpan.FromHours(1)), Write("late"), End(EndKind.Reset)));
        using (var client = RawClient.Connect(server.BaseAddress))
        {
            client.Send(RawClient.Get()).ReadTo("data: a\n\n\r\n");
        }

        var entry = await server.OnlyEntryAsync();
        entry.Writes.Should().HaveCount(1);
        (entry.End!.Asked, entry.End.Done).Should().Be(("reset", "peer-closed"));
    }

    [Fact]
    public async Task A_write_that_blocks_ends_when_the_client_closes()
    {
        await using var server = await StartAsync(Plan(Ok, new PlanOp.Write(new byte[32 * 1024 * 1024]), End(EndKind.Close)));
        using (var client = RawClient.Connect(server.BaseAddress))
        {
            client.Send(RawClient.Get());
            for (var read = 0; read <= OkHead.Length; read += client.Read().Length)
            {
                // The body has begun when more than the head has come.
            }
        }

        (await server.OnlyEntryAsync()).Should().Match<JournalEntry>(e => e.End!.Done == "peer-closed" && e.Writes[0].Blocked);
    }

    [Fact]
    public async Task Stopping_the_server_ends_what_is_played_and_says_so()
    {
        var server = await StartAsync(Stalls);
        using var client = RawClient.Connect(server.BaseAddress);
        client.Send(RawClient.Get()).ReadTo("data: a\n\n\r\n");
        await server.DisposeAsync();
        (await server.OnlyEntryAsync()).Should().Match<JournalEntry>(e => e.End!.Done == "server-stopped" && e.Peer == null);
    }

    [Fact]
    public async Task Gates_hold_by_name_and_by_what_was_reported()
    {
        await using var server = await StartAsync(Plan(
            Ok, Write("one"), new PlanOp.Gate("reported(2)", 2), Write("two"), new PlanOp.Gate("go", null), Write("three"), End(EndKind.Close)));
        using var client = RawClient.Connect(server.BaseAddress);
        client.Send(RawClient.Get()).ReadTo("one\r\n");
        server.Reported(1);
        server.Open("go");
        server.Journal.Single().Writes.Should().HaveCountLessThan(2, "the gate of reported(2) comes first, and an entry may follow its send by a moment");
        server.Reported(2);
        client.ReadTo("0\r\n\r\n").Should().Be("3\r\ntwo\r\n5\r\nthree\r\n0\r\n\r\n");
        (await server.OnlyEntryAsync()).Writes.Select(w => w.Sent).Should().BeInAscendingOrder();
    }

    [Fact]
    public async Task Fifty_streams_are_played_at_once_and_none_waits_for_another()
    {
        await using var server = await StartAsync(Plan(Ok, new PlanOp.Gate("all", null), Write("data: x\n\n"), new PlanOp.Wait(TimeSpan.FromMilliseconds(5)), Write("data: y\n\n"), End(EndKind.Close)));
        var clients = Enumerable.Range(0, 50).Select(_ => RawClient.Connect(server.BaseAddress)).ToArray();
        foreach (var client in clients)
        {
            client.Send(RawClient.Get()).ReadTo("\r\n\r\n").Should().Be(OkHead);
        }

        server.Open("all");
        foreach (var client in clients)
        {
            client.ReadTo("0\r\n\r\n").Should().Be("9\r\ndata: x\n\n\r\n9\r\ndata: y\n\n\r\n0\r\n\r\n");
            client.Dispose();
        }

        var entries = await server.EntriesAsync();
        entries.Select(e => e.Connection).Should().OnlyHaveUniqueItems().And.HaveCount(50);
        entries.Should().OnlyContain(e => e.Writes[1].Sent >= e.Writes[1].Planned && e.Writes[1].Planned - e.Writes[0].Planned == TimeSpan.FromMilliseconds(5));
    }

    private static void Close(RawClient client, string how)
    {
        switch (how)
        {
            case "reset":
                client.Reset();
                break;
            case "half-close":
                client.HalfClose();
                break;
            default:
                client.Dispose();
                break;
        }
    }
}
