using EdgeQuake.FakeServer;
using EdgeQuake.Harness;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>The proxies of the environment: asked for other machines, said in the report without their password, and never between us and loopback.</summary>
public sealed class ProxyTests
{
    private const string Dead = "http://127.0.0.1:9", Elsewhere = "http://model.invalid";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http_proxy")]
    [InlineData("all_proxy")]
    [InlineData("ALL_PROXY")]
    public async Task A_load_goes_through_it_and_says_so_without_its_password(string variable)
    {
        await using var server = await ServerAsync();
        using var proxy = new ForwardProxy(server.BaseAddress);
        using var tool = new Tool();
        var called = await CallAsync(tool, variable, $"http://me:canary-proxy-31c9@127.0.0.1:{proxy.Port}", $"load {Elsewhere} --concurrency 1 --count 3 --warm-up 0s --out run");
        called.Exit.Should().BeOneOf([ExitCode.Ok, ExitCode.Invalid], called.Error);
        var run = RunJson.Read(tool.Read("run/run.json"), out _)!;
        run.Load.Via.Should().EndWith($"through the proxy http://127.0.0.1:{proxy.Port} of the environment");
        run.Summary.Complete.Should().Be(3);
        proxy.Heads.Should().NotBeEmpty().And.OnlyContain(h => h.StartsWith($"GET {Elsewhere}/query/stream", StringComparison.Ordinal));
        (called.Out + called.Error + tool.Everything()).Should().Contain("through the proxy").And.NotContain("canary-proxy");
    }

    [Fact]
    public async Task A_probe_says_so_too()
    {
        await using var server = await ServerAsync();
        using var proxy = new ForwardProxy(server.BaseAddress);
        using var tool = new Tool();
        var called = await CallAsync(tool, "http_proxy", $"http://me:canary-proxy-31c9@127.0.0.1:{proxy.Port}", $"probe {Elsewhere}");
        called.Exit.Should().Be(ExitCode.Ok, called.Error);
        called.Out.Should().MatchRegex($"proxy +http://127.0.0.1:{proxy.Port}, of the environment").And.NotContain("canary-proxy");
    }

    [Theory]
    [InlineData("http_proxy", "http://model.invalid", "http://model.invalid does not answer through the proxy http://127.0.0.1:9 of the environment: ")]
    [InlineData("https_proxy", "https://model.invalid", "https://model.invalid does not answer through the proxy http://127.0.0.1:9 of the environment: ")]
    [InlineData("HTTPS_PROXY", "https://model.invalid", "https://model.invalid does not answer through the proxy http://127.0.0.1:9 of the environment: ")]
    [InlineData("https_proxy", "http://model.invalid", "http://model.invalid does not answer: ")]
    public async Task One_that_does_not_answer_is_named(string variable, string target, string said)
    {
        using var tool = new Tool();
        var called = await CallAsync(tool, variable, Dead, $"load {target} --concurrency 1 --count 3");
        called.Exit.Should().Be(ExitCode.Broken);
        called.ErrorLines.Where(l => l.StartsWith("error: ", StringComparison.Ordinal)).Should().ContainSingle().Which.Should().StartWith($"error: {said}");
        called = await CallAsync(tool, variable, Dead, $"probe {target}");
        called.Exit.Should().Be(ExitCode.Broken);
        called.ErrorLines.Should().ContainSingle().Which.Should().StartWith($"error: {said}");
    }

    [Fact]
    public async Task A_host_that_no_proxy_names_is_asked_itself()
    {
        using var tool = new Tool();
        await using var call = tool.Start(new Dictionary<string, string> { ["http_proxy"] = Dead, ["no_proxy"] = "model.invalid" }, $"load {Elsewhere} --concurrency 1 --count 3".Split(' '));
        var called = await call.EndAsync();
        called.Exit.Should().Be(ExitCode.Broken);
        called.Error.Should().Contain("http://model.invalid does not answer: ").And.NotContain("through the proxy");
    }

    /// <summary>Every verb that speaks to a server of its own, or to one on this machine, with a proxy that answers nobody.</summary>
    [Theory]
    [InlineData("load URL --concurrency 1 --count 3 --warm-up 0s")]
    [InlineData("load URL --concurrency 1 --count 3 --warm-up 0s --http2")]
    [InlineData("probe URL")]
    [InlineData("conform --reference --run bom")]
    [InlineData("selftest --levels 1 --for 1s")]
    [InlineData("compare --guide --rounds 1 --count 2")]
    public async Task Loopback_is_never_asked_through_one(string words)
    {
        await using var server = words.Contains("http2", StringComparison.Ordinal)
            ? await FakeSseServer.StartAsync(BuiltInScenarios.All, FakeServerOptions.Default with { Lane = LaneKind.Kestrel, Transport = Transport.H2c, DefaultScenario = "what-is-edgequake" }, Stop)
            : await ServerAsync();
        using var tool = new Tool();
        var variables = new[] { "http_proxy", "https_proxy", "all_proxy", "HTTPS_PROXY", "ALL_PROXY" }.ToDictionary(v => v, _ => Dead);
        await using var call = tool.Start(variables, words.Replace("URL", $"{server.BaseAddress}", StringComparison.Ordinal).Split(' '));
        var called = await call.EndAsync();
        called.Exit.Should().BeOneOf([ExitCode.Ok, ExitCode.Invalid], called.Error);
        (called.Out + tool.Everything()).Should().NotContain("the proxy");
    }

    [Fact]
    public async Task A_recording_goes_to_its_upstream_itself()
    {
        await using var server = await ServerAsync();
        using var tool = new Tool();
        await using var call = tool.Start(new Dictionary<string, string> { ["http_proxy"] = Dead, ["all_proxy"] = Dead }, ["record", "--upstream", $"{server.BaseAddress}", "-o", "run.jsonl", "--port", "0"]);
        var root = (await call.Out.LineAsync("recording ")).Split(' ')[3];
        using (var client = new HttpClient())
            (await client.GetStringAsync(new Uri($"{root}/query/stream?query=x"), Stop)).Should().Contain("done");
        await call.Out.LineAsync("#1 GET");
        await call.InterruptAsync();
        (await call.EndAsync()).Exit.Should().Be(ExitCode.Interrupted);
    }

    private static async Task<Called> CallAsync(Tool tool, string variable, string proxy, string words)
    {
        await using var call = tool.Start(new Dictionary<string, string> { [variable] = proxy }, words.Split(' '));
        return await call.EndAsync();
    }

    private static Task<FakeSseServer> ServerAsync() => FakeSseServer.StartAsync(BuiltInScenarios.All, FakeServerOptions.Default with { DefaultScenario = "what-is-edgequake" }, Stop);
}
