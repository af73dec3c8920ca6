using System.Text.Json;
using EdgeQuake.FakeServer;
using EdgeQuake.Harness;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary><c>load</c> as a user calls it: figures and files, no answer, failed streams, Ctrl+C.</summary>
public sealed class LoadTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_load_writes_its_files_and_a_table()
    {
        await using var server = await ServerAsync("pace: { ttft: 20ms, itl: 5ms }\n  steps: [ { tokens: [a, b, c] }, { done: } ]");
        using var tool = new Tool();
        var called = await tool.RunAsync("load", $"{server.BaseAddress}", "--concurrency", "2", "--count", "20", "--out", "run");
        called.Exit.Should().BeOneOf([ExitCode.Ok, ExitCode.Invalid], "a busy machine may call its own run invalid: {0}", called.Out + called.Error);
        called.Out.Should().Contain("time to first token");
        using var run = JsonDocument.Parse(tool.Read("run/run.json"));
        run.RootElement.GetProperty("header").GetProperty("kind").GetString().Should().Be("load");
        tool.Has("run/streams.csv.gz").Should().BeTrue();
        var page = tool.Read("run/report.html");
        tool.Delete("run/report.html");
        (await tool.RunAsync("report", "run/run.json")).Exit.Should().Be(ExitCode.Ok);
        tool.Read("run/report.html").Should().Be(page, "a report is a rendering of run.json and nothing else");
    }

    [Theory]
    [InlineData("openai-chat")]
    [InlineData("openai-responses")]
    [InlineData("anthropic")]
    [InlineData("ollama")]
    [InlineData("edgequake --shape v2")]
    [InlineData("edgequake --shape v3")]
    [InlineData("edgequake --shape chat")]
    public async Task Every_protocol_is_loaded_as_the_built_in_scenarios_speak_it(string protocol)
    {
        await using var server = await FakeSseServer.StartAsync(BuiltInScenarios.All, FakeServerOptions.Default, Stop);
        using var tool = new Tool();
        var called = await tool.RunAsync([.. $"load {server.BaseAddress} --concurrency 1 --count 4 --warm-up 0s --out run --protocol {protocol}".Split(' ')]);
        called.Exit.Should().BeOneOf([ExitCode.Ok, ExitCode.Invalid], "a busy machine may call its own run invalid: {0}", called.Out + called.Error);
        server.Journal.Should().HaveCountGreaterThanOrEqualTo(4).And.OnlyContain(e => e.Writes.Sum(w => w.Tokens) > 0);
        called.Out.Should().NotContain("truncated");
        called.Error.Contains("creates a conversation", StringComparison.Ordinal).Should().Be(protocol.EndsWith("chat", StringComparison.Ordinal) && protocol.StartsWith("edgequake", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx ")]
    public async Task A_key_of_the_environment_is_sent_and_stands_nowhere_even_if_the_server_repeats_it(string before)
    {
        const string Canary = "canary-4f9d27ab61c3e805";
        await using var server = await ServerAsync($"status: 500\n  body: \"{before}bad key {Canary}\"\n  require: [ {{ header: {{ authorization: \"Bearer {Canary}\" }} }} ]");
        using var tool = new Tool();
        await using var call = tool.Start(new Dictionary<string, string> { ["TEST_KEY"] = Canary },
            ["load", $"{server.BaseAddress}", "--concurrency", "1", "--count", "2", "--no-probe", "--timelines", "--header", "authorization: Bearer ${TEST_KEY}", "--out", "run"]);
        var called = await call.EndAsync();
        server.Journal.Should().NotBeEmpty().And.OnlyContain(e => e.Notes.Count == 0, "a note would say that the key did not come");
        var written = Directory.GetFiles(Path.Combine(tool.Folder, "run")).Select(f => f.EndsWith(".gz", StringComparison.Ordinal) ? Unzipped(f) : File.ReadAllText(f)).ToList();
        written.Should().HaveCount(6);
        (called.Out + called.Error + string.Concat(written)).Should().Contain("***").And.NotContain(Canary[..9]);
    }

    [Fact]
    public async Task A_variable_that_is_not_set_is_named()
    {
        using var tool = new Tool();
        var called = await tool.RunAsync("load", "http://127.0.0.1:9", "--concurrency", "1", "--count", "1", "--header", "x-key: ${NO_SUCH_KEY_HERE}");
        called.Exit.Should().Be(ExitCode.Usage);
        called.ErrorLines.Should().ContainSingle().Which.Should().Contain("NO_SUCH_KEY_HERE");
    }

    [Fact]
    public async Task Timelines_have_a_row_for_every_token()
    {
        await using var server = await ServerAsync("steps: [ { tokens: [ab, c, \"日本語\"] }, { done: } ]");
        using var tool = new Tool();
        await tool.RunAsync("load", $"{server.BaseAddress}", "--concurrency", "1", "--count", "3", "--warm-up", "0s", "--timelines", "--out", "run");
        var rows = Unzipped(Path.Combine(tool.Folder, "run", "tokens.csv.gz")).TrimEnd('\n').Split('\n');
        rows[0].Should().Be("stream,token,at_ms,read,characters");
        rows.Skip(1).Select(r => r.Split(',')).Select(c => $"{c[0]},{c[1]},{c[4]}").Should()
            .Equal("0,0,2", "0,1,1", "0,2,3", "1,0,2", "1,1,1", "1,2,3", "2,0,2", "2,1,1", "2,2,3");
    }

    private static string Unzipped(string file)
    {
        using var reader = new StreamReader(new System.IO.Compression.GZipStream(File.OpenRead(file), System.IO.Compression.CompressionMode.Decompress));
        return reader.ReadToEnd();
    }

    [Fact]
    public async Task Truncated_streams_are_failures()
    {
        await using var server = await ServerAsync("steps: [ { tokens: [a, b] }, { close: } ]");
        using var tool = new Tool();
        var called = await tool.RunAsync("load", $"{server.BaseAddress}", "--concurrency", "1", "--count", "5", "--no-probe");
        called.Exit.Should().BeOneOf([ExitCode.Bad, ExitCode.Invalid], called.Out + called.Error);
        called.Out.Should().Contain("truncated");
    }

    [Theory]
    [InlineData("load http://127.0.0.1:9 --concurrency 1 --for 1s")]
    public async Task A_server_that_does_not_answer_is_one_line_and_exit_3(string call)
    {
        using var tool = new Tool();
        var called = await tool.RunAsync(call.Split(' '));
        called.Exit.Should().Be(ExitCode.Broken);
        called.ErrorLines.Where(l => l.StartsWith("error: ", StringComparison.Ordinal)).Should().ContainSingle().Which.Should().Contain("127.0.0.1:9");
    }

    [Theory]
    [InlineData("load", "load --help")]
    [InlineData("load localhost:8080 --concurrency 1 --for 1s", "did you mean 'http://localhost:8080'?")]
    [InlineData("load http://localhost:8080 --rate 3x --for 1s", "--rate: '3x' is not a rate")]
    [InlineData("load http://localhost:8080 --rate 3 --for 3parsecs", "--for: '3parsecs' is not a duration")]
    [InlineData("load http://localhost:8080 --for 3s", "--concurrency")]
    [InlineData("load http://localhost:8080 --rate 3 --concurrency 3 --for 3s", "one of them")]
    [InlineData("load http://localhost:8080 --rate 3", "the run has no end")]
    [InlineData("load http://localhost:8080 --rate 3 --for 3s --slo tft.p50<1s", "did you mean 'ttft'?")]
    [InlineData("load http://localhost:8080 --rate 3 --for 3s --protocol edgequack", "did you mean 'edgequake'?")]
    [InlineData("load http://localhost:8080 --rate 3 --for 3s --smoothness 0.5", "with --arrivals gamma")]
    [InlineData("load http://localhost:8080 --rate 3 --for 3s --arrivals gamma --smoothness x", "--smoothness: 'x' is not a number above 0")]
    [InlineData("load http://localhost:8080 --rate 3 --for 3s --arrivals gama", "did you mean 'gamma'?")]
    [InlineData("load http://localhost:8080 --stages 0-20/s", "--stages: '0-20/s' is not a stage; expected level:duration")]
    [InlineData("load http://localhost:8080 --stages 0-20/s:3s --rate 3", "both --rate and --stages are given")]
    [InlineData("load http://localhost:8080 --rate 3 --for 3s --count 0", "--count: '0' is not a whole number of at least 1")]
    [InlineData("load http://localhost:8080 --rate 3 --for 3s --param mode", "'mode' is not name=value")]
    [InlineData("load http://localhost:8080 --rate 3 --for 3s --prompts none.txt", "none.txt: there is no such file")]
    public async Task Bad_words_get_one_line_and_exit_2(string call, string expected)
    {
        using var tool = new Tool();
        var called = await tool.RunAsync(call.Split(' '));
        called.Exit.Should().Be(ExitCode.Usage);
        called.ErrorLines.Should().ContainSingle().Which.Should().Contain(expected);
    }

    [Fact]
    public async Task Ctrl_C_half_way_writes_what_was_measured()
    {
        await using var server = await ServerAsync("steps: [ { tokens: [a, b] }, { done: } ]");
        using var tool = new Tool();
        await using var call = tool.Start("load", $"{server.BaseAddress}", "--concurrency", "1", "--for", "10m", "--warm-up", "0s");
        await call.Error.LineAsync("steady");
        await call.InterruptAsync();
        var called = await call.EndAsync();
        called.Exit.Should().Be(ExitCode.Interrupted, called.Error);
        using var run = JsonDocument.Parse(tool.Read("harness-out/load/run.json"));
        run.RootElement.GetProperty("interrupted").GetBoolean().Should().BeTrue();
    }

    private static Task<FakeSseServer> ServerAsync(string body)
    {
        var set = ScenarioFile.Parse($"- scenario: loaded\n  protocol: edgequake\n  {body}\n", "test");
        set.Problems.Should().BeEmpty();
        return FakeSseServer.StartAsync(set.Scenarios, FakeServerOptions.Default, Stop);
    }
}
