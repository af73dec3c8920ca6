using System.Text;
using FluentAssertions;
using Xunit;
using static EdgeQuake.FakeServer.Tests.Scripts;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>Requests on the wire: bodies, limits, pipelining, and mistakes that are named.</summary>
public sealed class RequestReadingTests
{
    private static readonly Plan Empty = Plan(Ok, End(EndKind.Close));

    [Theory]
    [InlineData("Content-Length: 11\r\n\r\nhello world", "hello world")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6;ext=1\r\n world\r\n0\r\nTrailer: x\r\n\r\n", "hello world")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "")]
    [InlineData("\r\n", "")]
    public async Task A_body_is_read_whole_and_the_next_request_follows(string rest, string body)
    {
        await using var server = await StartAsync(Empty);
        using var client = RawClient.Connect(server.BaseAddress);
        client.Send("POST /query?a=1&a=two+words%21 HTTP/1.1\r\nHost: x\r\n" + rest).ReadTo("0\r\n\r\n").Should().StartWith("HTTP/1.1 200");
        client.Send(RawClient.Get("/second")).ReadTo("0\r\n\r\n").Should().StartWith("HTTP/1.1 200");
        var entries = await server.EntriesAsync();
        Encoding.UTF8.GetString(entries[0].Facts.Body.Span).Should().Be(body);
        entries[0].Facts.Query.Should().Equal(new Dictionary<string, string> { ["a"] = "two words!" });
        entries[1].Facts.Target.Should().Be("/second");
    }

    [Fact]
    public async Task A_body_of_a_megabyte_in_chunks_arrives_byte_by_byte_as_sent()
    {
        await using var server = await StartAsync(new FakeServerOptions { JournalBodyLimit = 1024 * 1024 }, Empty);
        using var client = RawClient.Connect(server.BaseAddress);
        var piece = new string('y', 65536);
        client.Send("POST /query HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (var i = 0; i < 16; i++)
        {
            client.Send("10000\r\n" + piece + "\r\n");
        }

        client.Send("0\r\n\r\n").ReadTo("0\r\n\r\n").Should().StartWith("HTTP/1.1 200");
        (await server.OnlyEntryAsync()).Facts.Body.Length.Should().Be(1024 * 1024);
    }

    [Fact]
    public async Task Pipelined_requests_are_answered_in_order()
    {
        await using var server = await StartAsync(Answer("data: a\n\n"), Answer("data: b\n\n"), Answer("data: c\n\n"));
        using var client = RawClient.Connect(server.BaseAddress);
        client.Send(RawClient.Get("/1") + RawClient.Get("/2") + "\r\n" + RawClient.Get("/3", "Connection: close\r\n"));
        var (text, end) = client.TextToEnd();
        text.Split("data: ").Skip(1).Select(t => t[0]).Should().Equal('a', 'b', 'c');
        end.Should().Be("fin", "the client asked for it");
        (await server.EntriesAsync()).Select(e => e.Facts.Path).Should().Equal("/1", "/2", "/3");
    }

    [Fact]
    public async Task A_client_that_waits_for_100_continue_gets_it()
    {
        await using var server = await StartAsync(Empty);
        using var client = RawClient.Connect(server.BaseAddress);
        client.Send("POST /query HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
        client.ReadTo("\r\n\r\n").Should().Be("HTTP/1.1 100 Continue\r\n\r\n");
        client.Send("{}").ReadTo("0\r\n\r\n").Should().StartWith("HTTP/1.1 200");
    }

    [Theory]
    [InlineData("rubbish\r\n\r\n", 400, "is no request line")]
    [InlineData("GET / HTTP/2.0\r\nHost: x\r\n\r\n", 505, "HTTP/2.0")]
    [InlineData("GET / HTTP/1.1\r\n\r\n", 400, "Host")]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n", 400, "is no header line")]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400, "both")]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", 400, "-1")]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n", 413, "at most")]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n", 501, "gzip")]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400, "zz")]
    public async Task A_malformed_request_is_named_and_the_connection_ends(string request, int status, string why)
    {
        await using var server = await StartAsync(Empty);
        using var client = RawClient.Connect(server.BaseAddress);
        var (text, end) = client.Send(request).TextToEnd();
        text.Should().StartWith($"HTTP/1.1 {status} ").And.Contain(why);
        end.Should().Be("fin");
        var entry = await server.OnlyEntryAsync();
        entry.Exchange.Should().Be(-1);
        entry.Notes.Should().ContainSingle().Which.Should().StartWith("note malformed request: ").And.Contain(why);
    }

    [Fact]
    public async Task An_oversize_head_is_431()
    {
        await using var server = await StartAsync(Empty);
        using var client = RawClient.Connect(server.BaseAddress);
        client.Send(RawClient.Get("/", "X: " + new string('h', 70_000) + "\r\n")).TextToEnd().Text.Should().StartWith("HTTP/1.1 431 ");
        using var many = RawClient.Connect(server.BaseAddress);
        many.Send(RawClient.Get("/", string.Concat(Enumerable.Range(0, 101).Select(i => $"h{i}: 1\r\n")))).TextToEnd().Text.Should().StartWith("HTTP/1.1 431 ");
    }

    [Fact]
    public async Task Http_1_0_gets_no_chunks_and_head_gets_no_body()
    {
        await using var server = await StartAsync(Answer("data: a\n\n"));
        using var old = RawClient.Connect(server.BaseAddress);
        var (text, end) = old.Send("GET / HTTP/1.0\r\n\r\n").TextToEnd();
        text.Should().EndWith("\r\n\r\ndata: a\n\n").And.NotContain("chunked");
        end.Should().Be("fin");
        using var head = RawClient.Connect(server.BaseAddress);
        head.Send("HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").TextToEnd().Text.Should().Be(OkHead);
        (await server.EntriesAsync())[0].Notes.Should().ContainSingle().Which.Should().Contain("HTTP/1.0");
    }

    [Fact]
    public async Task Secrets_do_not_reach_the_journal()
    {
        await using var server = await StartAsync(Empty);
        using var client = RawClient.Connect(server.BaseAddress);
        client.Send(RawClient.Get("/q?api_key=s3cret&x=1", "Authorization: Bearer s3cret\r\nX-API-Key: s3cret\r\nCookie: s3cret\r\napi-key: s3cret\r\n")).ReadTo("0\r\n\r\n");
        var facts = (await server.OnlyEntryAsync()).Facts;
        facts.Header("authorization").Should().Be("Bearer ***");
        facts.Target.Should().Be("/q?api_key=***&x=1");
        JournalJson.Write(server.Journal).Should().NotContain("s3cret");
    }
}
