using System.Text.Json;
using System.Text.RegularExpressions;
using EdgeQuake.FakeServer;
using EdgeQuake.Harness;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>What does not end, and what is very long: a server that streams for ever, one that says nothing, a client that never comes back, ten thousand questions.</summary>
public sealed partial class EndlessTests
{
    private const string Drip = "pace: { ttft: 5ms, itl: 100ms }\n  steps: [ { repeat: { times: 3000, steps: [ { token: x } ] } }, { done: } ]";
    private const string Silent = "steps: [ { token: x }, { stall: } ]";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Drip, "--for 1s --drain 1s", StreamClass.Cut)]
    [InlineData(Drip, "--for 1s --overall 1s", StreamClass.Timeout)]
    [InlineData(Silent, "--for 1s --drain 1s", StreamClass.Cut)]
    [InlineData(Silent, "--for 1s --idle 1s", StreamClass.Timeout)]
    [InlineData(Silent, "--count 2 --idle 1s", StreamClass.Timeout)]
    [InlineData(Drip, "--for 1s --drain 1s", StreamClass.Cut, false)] // the stream before the load does not end either
    [InlineData(Silent, "--for 1s --drain 1s", StreamClass.Cut, false)]
    public async Task A_load_ends_at_its_time_and_keeps_what_it_measured(string script, string limits, StreamClass kind, bool alone = true)
    {
        await using var server = await ServerAsync(script);
        using var tool = new Tool();
        var called = await tool.RunAsync([.. $"load {server.BaseAddress} --concurrency 2{(alone ? " --no-probe" : "")} --warm-up 0s --out run {limits}".Split(' ')]);
        called.Exit.Should().BeOneOf([ExitCode.Bad, ExitCode.Invalid], called.Error);
        var run = RunJson.Read(tool.Read("run/run.json"), out _)!;
        run.Summary.Complete.Should().Be(0);
        run.Summary.Count(kind).Should().Be(run.Summary.Streams).And.BePositive();
        called.ErrorLines.Should().NotContain(l => l.StartsWith("error", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Drip, "--overall 3s", "not over in 3 s")]
    [InlineData(Silent, "--idle 3s", "no byte for 3 s after 1 tokens")]
    public async Task A_probe_ends_at_its_time_and_shows_what_came(string script, string limit, string said)
    {
        await using var server = await ServerAsync(script);
        using var tool = new Tool();
        var called = await tool.RunAsync([.. $"probe {server.BaseAddress} {limit}".Split(' ')]);
        called.Exit.Should().Be(ExitCode.Bad, called.Error);
        called.Out.Should().Contain("first token").And.Contain(said);
    }

    [Fact]
    public async Task A_probe_that_is_interrupted_shows_what_came()
    {
        await using var server = await ServerAsync(Drip);
        using var tool = new Tool();
        await using var call = tool.Start("probe", $"{server.BaseAddress}");
        await SeenAsync(server);
        await call.InterruptAsync();
        var called = await call.EndAsync();
        called.Exit.Should().Be(ExitCode.Interrupted, called.Error);
        called.Out.Should().Contain("first token").And.Contain("interrupted");
    }

    [Fact]
    public async Task A_client_that_never_comes_back_is_ended_and_judged()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is no sh");
        using var tool = new Tool();
        var called = await tool.RunAsync("conform", "--exec", "sh -c 'curl -sgN \"$1\" >/dev/null; exec sleep 300' sh {url}", "--run", "bom/start", "--out", "run");
        called.Exit.Should().Be(ExitCode.Broken, called.Error + called.Out);
        called.Error.Should().Contain("never said how doctor/connects ended");
        tool.Has("run/run.json").Should().BeTrue();
    }

    [Theory]
    [InlineData("many.txt")]
    [InlineData("many.jsonl")]
    [InlineData("many.csv")]
    public async Task Ten_thousand_questions_are_read_and_asked_in_turn(string file)
    {
        await using var server = await ServerAsync("steps: [ { token: x }, { token: y }, { done: } ]", "openai-chat");
        using var tool = new Tool();
        tool.Write(file, Questions(file, 10_000));
        string[] call = [.. $"load {server.BaseAddress} --protocol openai-chat --concurrency 1 --count 30 --no-probe --no-prefix --warm-up 0s --prompts {file} --out run".Split(' ')];
        (await tool.RunAsync([.. call, "--dry-run"])).Out.Should().Contain("10,000, taken in turn");
        var called = await tool.RunAsync(call);
        called.Exit.Should().BeOneOf([ExitCode.Ok, ExitCode.Invalid], called.Error);
        RunJson.Read(tool.Read("run/run.json"), out _)!.Load.Prompts.Should().Be(10_000);
        server.Journal.Select(e => Asked(e.Facts.Body)).Should().Equal(Enumerable.Range(1, 30).Select(i => $"question {i}, \"é\""));
    }

    [Theory]
    [InlineData("many.jsonl", "{\"prompt\":7}", "error: many.jsonl:9999:1: 'prompt' is a number")]
    [InlineData("many.jsonl", "{\"prompt\":\"x\"", "error: many.jsonl:9999:14: ")]
    [InlineData("many.csv", "\"x\" y", "error: many.csv:10000:4: ' ' after a closing quote")]
    public async Task A_bad_one_among_them_has_its_place_and_nothing_is_asked(string file, string bad, string said)
    {
        await using var server = await ServerAsync(Drip, "openai-chat");
        using var tool = new Tool();
        var lines = Questions(file, 10_000).Split('\n');
        lines[file.EndsWith("csv", StringComparison.Ordinal) ? 9_999 : 9_998] = bad;
        tool.Write(file, string.Join('\n', lines));
        var called = await tool.RunAsync([.. $"load {server.BaseAddress} --protocol openai-chat --concurrency 1 --count 3 --prompts {file}".Split(' ')]);
        called.Exit.Should().Be(ExitCode.Usage);
        called.ErrorLines.Should().ContainSingle().Which.Should().StartWith(said);
        server.Journal.Should().BeEmpty();
    }

    private static string Questions(string file, int count)
    {
        var questions = Enumerable.Range(1, count).Select(i => $"question {i}, \"é\"");
        return Path.GetExtension(file) switch
        {
            ".jsonl" => string.Join('\n', questions.Select(q => $"{{\"prompt\":{JsonSerializer.Serialize(q)}}}")),
            ".csv" => "prompt\n" + string.Join('\n', questions.Select(q => $"\"{q.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")),
            _ => string.Join('\n', questions),
        };
    }

    private static string Asked(ReadOnlyMemory<byte> body)
    {
        using var json = JsonDocument.Parse(body);
        return json.RootElement.GetProperty("messages")[0].GetProperty("content").GetString()!;
    }

    private static async Task SeenAsync(FakeSseServer server)
    {
        using var guard = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        using var client = server.CreateClient();
        while (!Tokens().IsMatch(await client.GetStringAsync(new Uri("/__fake/metrics", UriKind.Relative), guard.Token)))
        {
            await timer.WaitForNextTickAsync(guard.Token);
        }
    }

    [GeneratedRegex(@"tokens_sent_total \d\d")]
    private static partial Regex Tokens();

    private static Task<FakeSseServer> ServerAsync(string body, string protocol = "edgequake")
    {
        var set = ScenarioFile.Parse($"- scenario: endless\n  protocol: {protocol}\n  {body}\n", "test");
        set.Problems.Should().BeEmpty();
        return FakeSseServer.StartAsync(set.Scenarios, FakeServerOptions.Default, Stop);
    }
}
