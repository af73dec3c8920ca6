using System.Text;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>Heads of HTTP/1 responses: where they end, what they say of the body and of the connection, and what is none.</summary>
public sealed class ResponseHeadTests
{
    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", true, null, true)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\nContent-Length: 5\r\n\r\n", true, 5L, true)]
    [InlineData("HTTP/1.1 200\r\ncontent-length: 0\r\n\r\n", false, 0L, true)]
    [InlineData("HTTP/1.1 200 OK\ncontent-length: 7\ncontent-length: 7\n\n", false, 7L, true)]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: Close\r\n\r\n", false, null, false)]
    [InlineData("HTTP/1.0 200 OK\r\n\r\n", false, null, false)]
    [InlineData("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 3\r\n\r\n", false, 3L, true)]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n", false, 0L, true)]
    public void What_the_head_says(string text, bool chunked, long? length, bool keeps)
    {
        var bytes = Encoding.Latin1.GetBytes(text + "rest");

        ResponseHead.End(bytes).Should().Be(text.Length);
        var head = ResponseHead.Read(bytes.AsSpan(0, text.Length));
        (head.Chunked, head.Length, head.KeepsOpen).Should().Be((chunked, length, keeps));
    }

    [Fact]
    public void Headers_are_where_HttpClient_puts_them()
    {
        var head = ResponseHead.Read("HTTP/1.1 429 Slow down\r\nRetry-After: 2\r\nx-request-id: a\r\n b\r\nContent-Type: text/event-stream; charset=utf-8\r\n\r\n"u8).Response;

        ((int)head.StatusCode, head.Headers.RetryAfter!.Delta, head.Content.Headers.ContentType!.MediaType).Should().Be((429, TimeSpan.FromSeconds(2), "text/event-stream"));
        head.Headers.GetValues("x-request-id").Should().Equal("a b");
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nA: b\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n\r")]
    [InlineData("")]
    public void A_head_that_goes_on_has_no_end(string text) => ResponseHead.End(Encoding.Latin1.GetBytes(text)).Should().Be(0);

    [Theory]
    [InlineData("HTTP/2 200 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 2x0 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 2000\r\n\r\n")]
    [InlineData("220 mail ready\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nno colon\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n")]
    public void What_is_no_head_is_refused(string text) =>
        FluentActions.Invoking(() => ResponseHead.Read(Encoding.Latin1.GetBytes(text))).Should().Throw<HttpRequestException>().Which.HttpRequestError.Should().Be(HttpRequestError.InvalidResponse);

    [Fact]
    public void A_request_is_written_as_HttpClient_writes_it()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://host:81/a%20b?c=d+e") { Content = new StringContent("{}", Encoding.ASCII, "application/json") };
        request.Headers.Accept.Add(new("text/event-stream"));

        Encoding.ASCII.GetString(RequestBytes.Of(request)).Should().Be(
            "POST /a%20b?c=d+e HTTP/1.1\r\nHost: host:81\r\nAccept: text/event-stream\r\nContent-Type: application/json; charset=us-ascii\r\nContent-Length: 2\r\n\r\n{}");
    }

    [Theory]
    [InlineData("é")]
    [InlineData("a\u0001b")]
    public void A_header_that_no_head_can_carry_is_refused(string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://host/");
        request.Headers.TryAddWithoutValidation("x", value);

        FluentActions.Invoking(() => RequestBytes.Of(request)).Should().Throw<HttpRequestException>();
    }
}
