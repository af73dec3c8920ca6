using EdgeQuake.FakeServer;
using EdgeQuake.Harness;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary><c>load --otlp</c> as a user calls it, against a collector that reads what comes by the letter of the protocol.</summary>
public sealed class OtlpTests
{
    private const string Duration = "gen_ai.client.operation.duration", First = "gen_ai.client.operation.time_to_first_chunk", Each = "gen_ai.client.operation.time_per_output_chunk", Usage = "gen_ai.client.token.usage";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_stream_is_in_the_metrics_once_under_the_names_of_the_conventions()
    {
        await using var collector = await OtlpCollector.StartAsync();
        await using var server = await ServerAsync("protocol: openai-chat\n  pace: { ttft: 50ms, itl: 5ms }\n  steps: [ { tokens: [a, b, c] }, { usage: { prompt_tokens: 7, completion_tokens: 3 } }, { done: } ]");
        using var tool = new Tool();
        var called = await CallAsync(tool, [], $"load {server.BaseAddress} --protocol openai-chat --param model=heron --concurrency 2 --count 20 --warm-up 0s --timelines --out run --otlp {collector.Address}");
        called.Exit.Should().BeOneOf([ExitCode.Ok, ExitCode.Invalid], called.Out + called.Error);
        called.Error.Should().NotContain("otlp");
        collector.Heads.Should().OnlyContain(h => h.StartsWith("POST /v1/metrics application/x-protobuf", StringComparison.Ordinal));
        var metrics = collector.Last;
        metrics.Select(m => (m.Name, m.Unit, m.Count)).Should().BeEquivalentTo([(Duration, "s", 20UL), (First, "s", 20UL), (Each, "s", 40UL), (Usage, "{token}", 20UL), (Usage, "{token}", 20UL)]);
        metrics.Should().OnlyContain(m => m.Of["gen_ai.operation.name"] == "chat" && m.Of["gen_ai.provider.name"] == "openai" && m.Of["gen_ai.request.model"] == "heron" && m.Of["server.port"] == $"{server.BaseAddress.Port}");
        metrics.Where(m => m.Name == Usage).Select(m => (m.Of["gen_ai.token.type"], m.Sum)).Should().BeEquivalentTo([("input", 140.0), ("output", 60.0)]);
        metrics.Single(m => m.Name == Duration).Bounds.Should().StartWith([0.01, 0.02, 0.04]).And.HaveCount(14);
        metrics[0].Resource.Should().Contain("service.name", "edgequake-harness").And.ContainKey("service.instance.id");

        // The same streams, the same figures: what the report says and what the collector got are one truth.
        using var streams = File.OpenRead(Path.Combine(tool.Folder, "run", "streams.csv.gz"));
        using var tokens = File.OpenRead(Path.Combine(tool.Folder, "run", "tokens.csv.gz"));
        metrics.Single(m => m.Name == First).Sum.Should().BeApproximately(TimelinesReader.Read(streams, tokens, out _)!.Sum(s => (s.FirstToken!.Value - s.Started).TotalSeconds), 1e-3);
    }

    [Fact]
    public async Task A_failed_stream_bears_its_class_and_no_key_or_text_leaves()
    {
        const string Canary = "canary-8b70aa";
        await using var collector = await OtlpCollector.StartAsync();
        await using var server = await ServerAsync($"steps: [ {{ token: {Canary}-said }}, {{ error: {{ message: 'not for {Canary}-key' }} }} ]");
        using var tool = new Tool();
        tool.Write("questions.txt", $"{Canary}-asked\n");
        var called = await CallAsync(tool, new() { ["TEST_KEY"] = $"{Canary}-key", ["OTEL_EXPORTER_OTLP_HEADERS"] = "x-tenant=of-the-collector" },
            $"load {server.BaseAddress} --concurrency 1 --count 4 --warm-up 0s --no-probe --prompts questions.txt --header x-api-key:${{TEST_KEY}} --otlp {collector.Address}");
        called.Exit.Should().BeOneOf([ExitCode.Bad, ExitCode.Invalid], called.Out + called.Error);
        collector.Last.Single(m => m.Name == Duration).Should().Match<OtlpMetric>(m => m.Count == 4 && m.Of["error.type"] == "server");
        collector.Heads.Should().OnlyContain(h => h.Contains("x-tenant: of-the-collector", StringComparison.Ordinal));
        tool.Delete("questions.txt");
        (collector.Everything + called.Out + called.Error + tool.Everything()).Should().NotContain(Canary);
    }

    [Fact]
    public async Task A_sweep_sends_all_its_levels()
    {
        await using var collector = await OtlpCollector.StartAsync();
        await using var server = await ServerAsync("steps: [ { tokens: [a, b, c] }, { done: } ]");
        using var tool = new Tool();
        await CallAsync(tool, [], $"load {server.BaseAddress} --sweep 1..2 --count 5 --warm-up 0s --out run --otlp {collector.Address}/v1/metrics");
        collector.Last.Where(m => m.Name == Duration).Sum(m => (long)m.Count).Should().BeGreaterThanOrEqualTo(10);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(503)]
    public async Task A_collector_that_takes_nothing_is_one_line_and_never_the_runs_end(int status)
    {
        await using var collector = await OtlpCollector.StartAsync(status == 0 ? 200 : status);
        var address = collector.Address;
        if (status == 0)
        {
            await collector.DisposeAsync();
        }

        await using var server = await ServerAsync("steps: [ { tokens: [a, b, c] }, { done: } ]");
        using var tool = new Tool();
        var called = await CallAsync(tool, [], $"load {server.BaseAddress} --concurrency 1 --count 5 --warm-up 0s --out run --otlp {address}");
        called.Exit.Should().BeOneOf([ExitCode.Ok, ExitCode.Invalid], called.Out + called.Error);
        called.ErrorLines.Where(l => l.Contains("--otlp", StringComparison.Ordinal)).Should().ContainSingle().Which.Should().StartWith($"warning: --otlp: {address}/v1/metrics does not take the metrics, and the run goes on without: ");
        tool.Has("run/run.json").Should().BeTrue();
    }

    [Theory]
    [InlineData("localhost:4318")]
    [InlineData("/v1/metrics")]
    [InlineData("http://me:secret@localhost:4318")]
    public async Task An_address_that_is_none_is_one_line_before_anything_is_sent(string word)
    {
        using var tool = new Tool();
        var called = await CallAsync(tool, [], $"load http://localhost:1 --concurrency 1 --count 1 --otlp {word}");
        called.Exit.Should().Be(ExitCode.Usage);
        called.ErrorLines.Should().ContainSingle().Which.Should().Contain("--otlp").And.Contain("expected http://host:4318").And.NotContain("secret");
    }

    private static async Task<Called> CallAsync(Tool tool, Dictionary<string, string> environment, string words)
    {
        await using var call = tool.Start(environment, words.Split(' '));
        return await call.EndAsync();
    }

    private static Task<FakeSseServer> ServerAsync(string body)
    {
        var set = ScenarioFile.Parse($"- scenario: telemetry\n  {body}\n", "test");
        set.Problems.Should().BeEmpty();
        return FakeSseServer.StartAsync(set.Scenarios, FakeServerOptions.Default, Stop);
    }
}
