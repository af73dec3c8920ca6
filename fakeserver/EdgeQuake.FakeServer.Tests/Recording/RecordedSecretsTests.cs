using System.Text;
using FluentAssertions;
using Xunit;
using static EdgeQuake.FakeServer.Tests.Scripts;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>A secret never reaches the file: not by header, query, body, cookie, nor by an answer that repeats it.</summary>
public sealed class RecordedSecretsTests
{
    private const string Key = "geheim-0123456789";

    [Fact]
    public async Task Nowhere_in_the_file()
    {
        var head = Ok with { Headers = [new("Content-Type", "text/event-stream"), new("Set-Cookie", "sid=" + Key), new("Location", $"/x?api_key={Key}"), new("X-Echo", Key)] };
        await using var rig = await Rig.StartAsync(Plan(head, Write($"data: {{\"you\":\"{Key}\",\"access_token\":\"abcdefgh\"}}\n\n"), End(EndKind.Close)));
        using var client = rig.Connect();
        var body = $$"""{"api_key":"{{Key}}","query":"x"}""";
        var seen = client.Send(
            $"POST /q?api_key={Key}&a=1 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {Key}\r\nX-API-Key: {Key}\r\nCookie: a={Key}\r\nContent-Length: {body.Length}\r\n\r\n{body}").ReadTo("0\r\n\r\n");
        seen.Should().Contain($"\"you\":\"{Key}\"", "the client gets what the upstream sent");
        var exchange = (await rig.StopAsync()).Exchanges.Single();
        rig.Text.Should().NotContain(Key).And.NotContain("abcdefgh");
        exchange.Target.Should().Be("/q?api_key=***&a=1");
        exchange.Headers.Should().Contain(new HttpField("Authorization", "Bearer ***")).And.Contain(new HttpField("X-API-Key", "***"));
        Encoding.UTF8.GetString(exchange.Body.Span).Should().Be("""{"api_key":"***","query":"x"}""");
        Encoding.UTF8.GetString(RecordedBody.Of(exchange).Reads[0].Bytes.Span).Should().Be(
            $"data: {{\"you\":\"{new string('*', Key.Length)}\",\"access_token\":\"********\"}}\n\n", "masked byte for byte, so that chunk sizes still hold");
    }

    [Fact]
    public void An_echo_that_is_cut_by_a_read_is_masked_on_both_sides()
    {
        var text = $"data: {Key} and {Key}\n\n";
        for (var cut = 1; cut < text.Length; cut++)
        {
            var mask = new EchoMask(RequestHead.Facts("GET", "/", [new("X-API-Key", Key)], default));
            var masked = string.Concat(new[] { text[..cut], text[cut..] }.Select(t => Encoding.Latin1.GetString(mask.Masked(Encoding.Latin1.GetBytes(t)).Span)));
            masked.Should().HaveLength(text.Length);
            Enumerable.Range(0, Key.Length - 4).Select(i => Key.Substring(i, 5)).Where(masked.Contains).Should().BeEmpty("cut at {0}: {1}", cut, masked);
        }
    }

    [Theory]
    [InlineData("""{"token" : "a\"b","max_tokens":5}""", """{"token" : "***","max_tokens":5}""")]
    [InlineData("grant=x&client_secret=abc&b=1", "grant=x&client_secret=***&b=1")]
    [InlineData("my key is sk-abcdefgh12345", "my key is ***")]
    [InlineData("""{"query":"what is a token?"}""", """{"query":"what is a token?"}""")]
    public void Bodies(string body, string masked) => Encoding.UTF8.GetString(BodySecrets.Masked(Encoding.UTF8.GetBytes(body)).Span).Should().Be(masked);
}
