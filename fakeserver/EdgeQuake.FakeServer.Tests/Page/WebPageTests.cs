using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using FluentAssertions;
using Xunit;
using static EdgeQuake.FakeServer.Tests.Scripts;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>Who gets the page at <c>/</c>, and that its policy allows its own style and script and nothing else. What it does is tested in a browser: fakeserver/browser.</summary>
public sealed partial class WebPageTests
{
    private const string Browser = "text/html,application/xhtml+xml,*/*;q=0.8";

    [Fact]
    public async Task A_browser_gets_one_document_that_loads_nothing()
    {
        await using var server = await FakeSseServer.StartAsync([Scenario("a"), Scenario("b")], cancellation: Stop);
        using var response = await AskAsync(server, Browser);
        response.Content.Headers.ContentType!.ToString().Should().Be("text/html; charset=utf-8");
        var text = await response.Content.ReadAsStringAsync(Stop);
        text.Should().StartWith("<!doctype html>").And.NotContain("://").And.NotContain("/*style*/").And.NotContain("/*script*/");
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        policy.Should().StartWith("default-src 'none'; ").And.NotContain("unsafe");
        foreach (var (tag, rule) in new[] { ("style", "style-src"), ("script", "script-src") })
        {
            var inline = Inline(text, tag);
            policy.Should().Contain($"{rule} 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(inline)))}'");
        }

        server.Journal.Should().BeEmpty("looking at the page is no request to a scenario");
    }

    [Fact]
    public async Task Nobody_else_gets_it()
    {
        var claimed = Scenario("claimed", Exchange(Path("/")));
        await using var claiming = await FakeSseServer.StartAsync([claimed, Scenario("b")], cancellation: Stop);
        await using var plain = await FakeSseServer.StartAsync([Scenario("a"), Scenario("b")], cancellation: Stop);
        await using var off = await FakeSseServer.StartAsync([Scenario("a"), Scenario("b")], new FakeServerOptions { Admin = AdminAccess.Off }, Stop);
        await using var own = await FakeSseServer.StartAsync(Scenario("a"), cancellation: Stop);
        (await IsPageAsync(claiming, Browser)).Should().BeFalse("a scenario's match claims the path");
        (await IsPageAsync(plain, "*/*")).Should().BeFalse("curl asks for anything");
        (await IsPageAsync(plain, "text/event-stream")).Should().BeFalse();
        (await IsPageAsync(plain, Browser, "a")).Should().BeFalse("asked for by name");
        (await IsPageAsync(off, Browser)).Should().BeFalse("--admin off");
        (await IsPageAsync(own, Browser)).Should().BeFalse("a server of one scenario has no admin API");
        (await IsPageAsync(plain, Browser)).Should().BeTrue("else this test says nothing");
    }

    [Theory]
    [InlineData("protocol: edgequake", true, "curl -N -H 'x-scenario: x' 'http://h/query/stream?query=What+is+EdgeQuake'")]
    [InlineData("protocol: edgequake", false, "curl -N 'http://h/query/stream?query=What+is+EdgeQuake'")]
    [InlineData("match: { method: POST, path: /query }", true, "curl -N -X POST -H 'x-scenario: x' 'http://h/query?query=What+is+EdgeQuake'")]
    [InlineData("protocol: openai-chat", true, "curl -N -H 'x-scenario: x' -H 'content-type: application/json' -d '{\"stream\":true,\"messages\":[]}' 'http://h/v1/chat/completions'")]
    [InlineData("protocol: sse", true, "curl -N -H 'x-scenario: x' 'http://h/'")]
    [InlineData("protocol: sse\nmatch: { path: \"/it's\" }", false, "curl -N 'http://h/it'\\''s'")]
    public void The_line_to_try_a_scenario(string keys, bool named, string curl) =>
        TryRequest.Of(Yaml.Load(keys + "\nsteps: [ { text: a } ]"), named).Curl("http://h").Should().Be(curl);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static async Task<bool> IsPageAsync(FakeSseServer server, string accept, string? scenario = null)
    {
        using var response = await AskAsync(server, accept, scenario);
        return response.StatusCode == HttpStatusCode.OK && response.Content.Headers.ContentType?.MediaType == "text/html";
    }

    private static async Task<HttpResponseMessage> AskAsync(FakeSseServer server, string accept, string? scenario = null)
    {
        using var client = server.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        if (scenario is not null)
        {
            request.Headers.Add("x-scenario", scenario);
        }

        var response = await client.SendAsync(request, Stop);
        await response.Content.LoadIntoBufferAsync(Stop);
        return response;
    }

    private static string Inline(string html, string tag) => tag == "style" ? Style().Match(html).Groups["text"].Value : Script().Match(html).Groups["text"].Value;

    [GeneratedRegex("<style>(?<text>.*?)</style>", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Style();

    [GeneratedRegex("<script>(?<text>.*?)</script>", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Script();
}
