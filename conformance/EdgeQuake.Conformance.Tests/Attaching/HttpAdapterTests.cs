using System.Net;
using System.Text;
using System.Text.Json;
using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>The protocol over HTTP: a page asks and answers, in the very words of stdio.</summary>
public sealed class HttpAdapterTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_says_hello_gets_a_run_and_is_told_when_it_is_over()
    {
        var page = await AdapterPage.StartAsync(null);
        using var http = new HttpClient { BaseAddress = page.Address };
        var starting = HttpAdapterClient.StartAsync(page, cancellation: Stop);

        (await NextAsync(http)).GetProperty("cmd").GetString().Should().Be("hello");
        await SayAsync(http, ShellAdapter.Facts);
        var client = (await starting).Client!;
        client.Facts.Way.Should().Be(WayIn.Http);

        var running = client.RunAsync(1);
        (await NextAsync(http)).GetProperty("seq").GetInt32().Should().Be(1);
        await SayAsync(http, "{\"seq\":1,\"event\":{\"data\":\"a\"}}\n{\"seq\":1,\"end\":\"complete\"}");
        var transcript = await running;
        transcript.Items.Should().ContainSingle();
        transcript.End!.Outcome.Should().Be(Outcome.Complete);

        var last = http.GetAsync("/__adapter/next", Stop);
        await client.DisposeAsync();
        (await last).StatusCode.Should().Be(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task A_hung_run_costs_no_other_and_what_it_says_later_is_not_heard()
    {
        var page = await AdapterPage.StartAsync(null);
        using var http = new HttpClient { BaseAddress = page.Address };
        var starting = HttpAdapterClient.StartAsync(page, cancellation: Stop);
        await NextAsync(http);
        await SayAsync(http, ShellAdapter.Facts);
        await using var client = (await starting).Client!;
        using var guard = new CancellationTokenSource();

        var hung = client.RunAsync(ShellAdapter.Run(1), _ => guard.Cancel(), guard.Token);
        await SayAsync(http, """{"seq":1,"token":"a"}""");
        (await hung).Hung.Should().BeTrue();

        var next = client.RunAsync(2);
        await SayAsync(http, "{\"seq\":1,\"end\":\"complete\"}\n{\"seq\":2,\"end\":\"complete\"}");
        (await next).End!.Outcome.Should().Be(Outcome.Complete);
    }

    [Theory]
    [InlineData("/", "text/html", "<p>hello")]
    [InlineData("/beside.js", "text/javascript", "1")]
    [InlineData("/__adapter/page.mjs", "text/javascript", "export async function serve")]
    public async Task The_page_and_the_files_beside_it_are_served_to_any_origin(string path, string type, string text)
    {
        var folder = Directory.CreateTempSubdirectory("edgequake-page").FullName;
        File.WriteAllText(Path.Combine(folder, "page.html"), "<p>hello");
        File.WriteAllText(Path.Combine(folder, "beside.js"), "1");
        await using var page = await AdapterPage.StartAsync(Path.Combine(folder, "page.html"));
        using var http = new HttpClient { BaseAddress = page.Address };

        var answer = await http.GetAsync(path, Stop);

        answer.Content.Headers.ContentType!.MediaType.Should().Be(type);
        answer.Headers.GetValues("Access-Control-Allow-Origin").Should().Equal("*");
        (await answer.Content.ReadAsStringAsync(Stop)).Should().Contain(text);
        (await http.GetAsync("/%2e%2e/secret", Stop)).StatusCode.Should().Be(HttpStatusCode.NotFound);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<JsonElement> NextAsync(HttpClient http)
    {
        using var json = JsonDocument.Parse(await http.GetStringAsync("/__adapter/next", Stop));
        return json.RootElement.Clone();
    }

    private static async Task SayAsync(HttpClient http, string lines)
    {
        using var body = new StringContent(lines + "\n", Encoding.UTF8);
        (await http.PostAsync("/__adapter/say", body, Stop)).StatusCode.Should().Be(HttpStatusCode.NoContent);
    }
}
