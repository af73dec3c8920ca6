using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using EdgeQuake.Harness;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>The ways in for which somebody else opens the connections: the addresses that <c>conform</c> prints are all that these tests know.</summary>
public sealed class WaysInTests
{
    private const string Hello =
        """{"name":"page","version":"1","language":"js","apis":["edgequake.query.documented"],"profiles":["core","llm"],"capabilities":[],"parallel":1,"policy":{"malformed":"skip"}}""";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_observed_client_is_told_of_all_that_it_is_judged_by()
    {
        using var tool = new Tool();
        await using var call = tool.Start("conform", "--observe", "--api", "raw", "--quiet", "500ms", "--run", "http/custom-headers-again,bom/start", "--out", "run");
        var told = (await call.Out.LineAsync("http/custom-headers-again: ")).Split(" with ");
        told.Should().HaveCount(2, "a client that is not told of a header cannot send it");
        using var http = new HttpClient();
        foreach (var header in told[1].Split(", "))
        {
            http.DefaultRequestHeaders.Add(header.Split(": ")[0], header.Split(": ")[1]);
        }

        for (var n = 0; n < 3; n++)
        {
            using var answer = await http.GetAsync(told[0].Split(": ", 2)[1], Stop);
        }

        var called = await call.EndAsync();
        called.Exit.Should().Be(ExitCode.Ok, called.Error + called.Out);
        called.Error.Should().Contain("1 passed, 0 failed, 0 skipped, 1 n/a", "what only the client could say is not judged, and counted");
    }

    [Fact]
    public async Task A_page_asks_for_its_runs_and_answers_them()
    {
        using var tool = new Tool();
        await using var call = tool.Start("conform", "--http", "--run", "bom/start,eq/tokens", "--out", "run");
        using var http = new HttpClient();
        var next = Address(await call.Error.LineAsync("it asks"));
        var say = Address(await call.Error.LineAsync("it answers"));
        while (await NextAsync(http, next) is { } asked)
        {
            if (asked.Length == 0)
            {
                continue;
            }

            var message = JsonNode.Parse(asked)!;
            var answers = message["cmd"]!.GetValue<string>() == "run" ? RunAsync(http, message) : One(Hello);
            await foreach (var answer in answers)
            {
                using var said = await http.PostAsync(say, new StringContent(answer + "\n"), Stop);
            }
        }

        var called = await call.EndAsync();
        called.Exit.Should().Be(ExitCode.Ok, called.Error + called.Out);
        called.Error.Should().Contain("page: 2 passed, 0 failed");
    }

    [Fact]
    public async Task A_relay_is_asked_in_front_and_answered_behind()
    {
        using var tool = new Tool();
        var port = FreePort();
        await using var call = tool.Start("conform", "--relay", $"http://127.0.0.1:{port}/query/stream", "--listen", $"127.0.0.1:{port}", "--run", "bom/start,guide/relay-done", "--out", "run");
        var called = await call.EndAsync();
        called.Exit.Should().Be(ExitCode.Ok, "an address that is its own upstream changes nothing: {0}", called.Error + called.Out);
        called.Error.Should().Contain(" 0 failed,").And.NotContain(" 0 passed,");
    }

    /// <summary>Empty = ask again; null = it is over, which a page is told by 410, or finds out by an address that is gone with the run.</summary>
    private static async Task<string?> NextAsync(HttpClient http, string next)
    {
        try
        {
            using var asked = await http.GetAsync(next, Stop);
            return asked.StatusCode switch { HttpStatusCode.OK => await asked.Content.ReadAsStringAsync(Stop), HttpStatusCode.Gone => null, _ => "" };
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>A client of twelve lines: the tokens of the documented shape as they come, and whether it said that it was done.</summary>
    private static async IAsyncEnumerable<string> RunAsync(HttpClient http, JsonNode run)
    {
        var seq = run["seq"];
        using var answer = await http.GetAsync($"{run["url"]}?query=x", HttpCompletionOption.ResponseHeadersRead, Stop);
        var end = answer.IsSuccessStatusCode ? "\"incomplete\"" : $"\"failed\",\"kind\":\"http\",\"status\":{(int)answer.StatusCode}";
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(Stop));
        while (await LineAsync(lines) is { } line)
        {
            var frame = line.StartsWith("data: {", StringComparison.Ordinal) ? JsonNode.Parse(line[6..]) : null;
            if (frame?["chunk"] is { } chunk)
            {
                yield return $"{{\"seq\":{seq},\"token\":{chunk.ToJsonString()}}}";
            }

            end = frame?["type"]?.GetValue<string>() == "done" ? "\"complete\"" : end;
        }

        yield return $"{{\"seq\":{seq},\"end\":{end}}}";
    }

    /// <summary>A stream that broke off ends without its done: this client cannot tell more.</summary>
    private static async Task<string?> LineAsync(StreamReader lines)
    {
        try
        {
            return await lines.ReadLineAsync(Stop);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static async IAsyncEnumerable<string> One(string line)
    {
        await Task.CompletedTask;
        yield return line;
    }

    private static string Address(string line) => line[line.IndexOf("http", StringComparison.Ordinal)..].Split(' ')[0];

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
