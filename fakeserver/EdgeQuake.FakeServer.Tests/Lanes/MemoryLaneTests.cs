using System.Net.Sockets;
using System.Text;
using FluentAssertions;
using Xunit;
using static EdgeQuake.FakeServer.Tests.Scripts;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>The in-memory twin of the socket lane: exact reads, and the same failures to an HttpClient.</summary>
public sealed class MemoryLaneTests
{
    private static readonly FakeServerOptions Memory = new() { Lane = LaneKind.Memory };

    private static readonly Uri Url = new("/query/stream", UriKind.Relative);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(BodyFraming.Chunked)]
    [InlineData(BodyFraming.Close)]
    public async Task Each_scripted_write_is_exactly_one_read(BodyFraming framing)
    {
        string[] parts = ["d", "ata: x", "\n", "\n", "data: ünï", "\n\n"];
        PlanOp[] ops = [Ok with { Framing = framing }, .. parts.Select(p => Write(p)), End(EndKind.Close)];
        await using var server = await StartAsync(Memory, Plan(ops));
        using var client = server.CreateClient();
        for (var round = 0; round < 20; round++)
        {
            (await ReadsAsync(client)).Should().Equal(parts);
        }

        (await server.EntriesAsync()).Select(e => e.Connection).Distinct().Should().HaveCount(framing == BodyFraming.Chunked ? 1 : 20, "a chunked body keeps the connection");
    }

    [Fact]
    public async Task A_read_smaller_than_a_write_gets_its_first_part()
    {
        var pipe = new ExactPipe();
        pipe.Write("abcde"u8);
        pipe.Write("f"u8);
        pipe.End(PipeEnd.Fin);
        var buffer = new byte[3];
        var reads = new List<string>();
        for (int n; (n = await pipe.ReadAsync(buffer, Ct)) > 0;)
        {
            reads.Add(Encoding.ASCII.GetString(buffer, 0, n));
        }

        reads.Should().Equal("abc", "de", "f");
    }

    [Fact]
    public async Task A_reset_comes_after_all_that_was_written_and_is_a_connection_reset()
    {
        await using var server = await StartAsync(Memory, Plan(Ok, Write("data: a\n\n"), Write("data: b\n\n"), End(EndKind.Reset)));
        using var client = server.CreateClient();
        var seen = new List<string>();
        var read = async () => await ReadsAsync(client, seen);
        (await read.Should().ThrowAsync<IOException>()).Which.InnerException.Should().BeOfType<SocketException>()
            .Which.SocketErrorCode.Should().Be(SocketError.ConnectionReset);
        seen.Should().Equal("data: a\n\n", "data: b\n\n");
        (await server.OnlyEntryAsync()).End!.BytesAcked.Should().Be(18);
    }

    [Fact]
    public async Task A_fin_inside_a_chunked_body_is_a_premature_end()
    {
        await using var server = await StartAsync(Memory, Plan(Ok, Write("data: a\n\n"), new PlanOp.Write("half"u8.ToArray(), 99), End(EndKind.Fin)));
        using var client = server.CreateClient();
        var read = async () => await ReadsAsync(client);
        (await read.Should().ThrowAsync<HttpIOException>()).Which.HttpRequestError.Should().Be(HttpRequestError.ResponseEnded);
    }

    [Fact]
    public async Task A_refusal_is_a_connection_refused()
    {
        await using var server = await StartAsync(Memory, Plan(new PlanOp.Open(OpenFault.Refuse)));
        using var client = server.CreateClient();
        var get = () => client.GetAsync(Url, Ct);
        (await get.Should().ThrowAsync<HttpRequestException>()).Which.HttpRequestError.Should().Be(HttpRequestError.ConnectionError);
    }

    [Fact]
    public async Task Cancelling_a_pending_read_ends_it_and_the_server_sees_the_close()
    {
        await using var server = await StartAsync(Memory, Plan(Ok, Write("data: a\n\n"), new PlanOp.Stall(null), End(EndKind.Close)));
        using var client = server.CreateClient();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        using var response = await client.GetAsync(Url, HttpCompletionOption.ResponseHeadersRead, Ct);
        await using var body = await response.Content.ReadAsStreamAsync(Ct);
        (await body.ReadAsync(new byte[99], Ct)).Should().Be(9);
        var pending = body.ReadAsync(new byte[99], cancel.Token).AsTask();
        await cancel.CancelAsync();
        await FluentActions.Awaiting(() => pending).Should().ThrowAsync<OperationCanceledException>();
        (await server.OnlyEntryAsync()).Should().Match<JournalEntry>(e => e.End!.Asked == "stall" && e.End.Done == "peer-closed" && e.Peer!.How == "fin");
    }

    [Fact]
    public async Task A_stream_fails_its_pending_read_when_it_is_disposed()
    {
        var pipe = new ExactPipe();
        var stream = new MemoryStreamEnd(pipe, new ExactPipe());
        var pending = stream.ReadAsync(new byte[1], CancellationToken.None).AsTask();
        await stream.DisposeAsync();
        await FluentActions.Awaiting(() => pending).Should().ThrowAsync<IOException>();
    }

    [Fact]
    public async Task A_post_with_a_body_is_read_whole()
    {
        await using var server = await StartAsync(Memory, Answer("data: a\n\n"));
        using var client = server.CreateClient();
        using var content = new StringContent(new string('b', 100_000));
        (await client.PostAsync(Url, content, Ct)).EnsureSuccessStatusCode();
        (await server.OnlyEntryAsync()).Facts.Body.Length.Should().Be(100_000);
    }

    private static async Task<List<string>> ReadsAsync(HttpClient client, List<string>? into = null)
    {
        using var response = await client.GetAsync(Url, HttpCompletionOption.ResponseHeadersRead, Ct);
        await using var body = await response.Content.ReadAsStreamAsync(Ct);
        var reads = into ?? [];
        var buffer = new byte[4096];
        for (int n; (n = await body.ReadAsync(buffer, Ct)) > 0;)
        {
            reads.Add(Encoding.UTF8.GetString(buffer, 0, n));
        }

        return reads;
    }
}
