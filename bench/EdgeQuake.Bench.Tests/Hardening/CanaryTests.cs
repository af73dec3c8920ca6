using System.Text;
using EdgeQuake.FakeServer;
using EdgeQuake.Harness;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>A key never stands in anything that the tool writes, and neither does what was asked or answered where it is no recording: every verb that has them, against servers that repeat both.</summary>
public sealed class CanaryTests
{
    private const string Key = "canary-5d1f9a70c2", Literal = "canary-typed-77b1c0", Question = "canary question: why does the \"heron\" stand on one leg?", Answer = "canary-answer-of-the-heron";

    /// <summary>Everything comes back: in the head of the answer, in an error's body, in an error frame.</summary>
    private const string Head = $"headers: {{ x-request-id: \"{Key}-1\", via: \"1.1 {Key}\", x-cache: \"{Key}\", location: \"/there?k={Key}\" }}";

    private static readonly Dictionary<string, string> Environment = new() { ["TEST_KEY"] = Key, ["TEST_API_KEY"] = Key };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("status: 500", "body: '{\"error\":\"no answer to canary question: why does the \\\"heron\\\" stand on one leg? with " + Key + " and " + Literal + "\"}'")]
    [InlineData("steps: [ { token: " + Answer + " }, { token: b }, { error: { message: 'canary question: why does the \"heron\" stand on one leg? is not for " + Key + "' } } ]", "")]
    [InlineData("steps: [ { token: " + Answer + " }, { token: b }, { token: c }, { done: } ]", "")]
    public async Task Load_and_what_is_made_of_its_run(string script, string body)
    {
        await using var server = await ServerAsync($"{Head}\n  {script}\n  {body}");
        using var tool = new Tool();
        var said = await EndAsync(tool, Asking("load", $"{server.BaseAddress}?api_key={Literal}", "--concurrency", "1", "--count", "3", "--warm-up", "0s", "--no-probe", "--timelines", "--out", "run"));
        said += await EndAsync(tool, "report", "run");
        said += await EndAsync(tool, "merge", "run", "--out", "merged");
        said += await EndAsync(tool, "compare", "run", "run", "--out", "compared");
        said += await EndAsync(tool, "publish", "run", "--to", "results");
        server.Journal.Select(e => Encoding.UTF8.GetString(e.Facts.Body.Span)).Should().HaveCount(3).And.OnlyContain(b => b.Contains("canary question", StringComparison.Ordinal), "it was asked");
        tool.Delete("questions.txt");
        Clean(said + tool.Everything());
        tool.Everything().Should().Contain("== run.json").And.Contain("== tokens.csv.gz").And.Contain("== compare.json");
    }

    [Fact]
    public async Task Load_that_is_refused()
    {
        await using var server = await ServerAsync($"{Head}\n  status: 401\n  body: '{{\"key\":\"{Key}\"}}'");
        using var tool = new Tool();
        var said = await EndAsync(tool, Asking("load", $"{server.BaseAddress}", "--concurrency", "1", "--count", "3"));
        said.Should().Contain("401").And.Contain("***");
        tool.Delete("questions.txt");
        Clean(said + tool.Everything());
    }

    [Theory]
    [InlineData("status: 302")]
    [InlineData("steps: [ { token: " + Answer + " }, { error: { message: 'not for " + Key + "' } } ]")]
    public async Task Probe(string script)
    {
        await using var server = await ServerAsync($"{Head}\n  {script}");
        using var tool = new Tool();
        var said = await EndAsync(tool, "probe", $"{server.BaseAddress}v1/chat/completions?api_key={Literal}", "--header", "authorization: Bearer ${TEST_KEY}", "--header", $"x-own: {Literal}", "--prompt", Question);
        said.Should().Contain("api_key=***").And.Contain("x-request-id");
        Clean(said);
        Directory.GetFileSystemEntries(tool.Folder).Should().BeEmpty("a probe writes nothing");
    }

    [Fact]
    public async Task Compare_providers()
    {
        await using var bad = await ServerAsync($"{Head}\n  status: 500\n  body: 'asked canary question: why does the \"heron\" stand on one leg? with {Key}'");
        await using var good = await ServerAsync($"{Head}\n  steps: [ {{ token: {Answer} }}, {{ token: b }}, {{ done: }} ]");
        using var tool = new Tool();
        tool.Write("questions.txt", Question + "\n");
        tool.Write("rows.yaml", $"- {{ name: good, url: \"{good.BaseAddress}\", protocol: openai-chat, model: m, key: TEST_KEY }}\n- {{ name: bad, url: \"{bad.BaseAddress}\", protocol: openai-chat, model: m, key: TEST_KEY }}\n");
        var said = await EndAsync(tool, "compare", "rows.yaml", "--prompts", "questions.txt", "--rounds", "1", "--count", "2", "--out", "out");
        bad.Journal.Should().NotBeEmpty();
        tool.Delete("questions.txt");
        Clean(said + tool.Everything());
        tool.Has("out/run.json").Should().BeTrue();
    }

    [Fact]
    public async Task Conform_gives_no_key_to_a_client_that_would_print_it()
    {
        using var tool = new Tool();
        var said = await EndAsync(tool, "conform", "--exec", "sh -c 'echo key $TEST_API_KEY >&2; echo key $TEST_API_KEY; exit 3' sh {url}", "--run", "bom/start", "--out", "run");
        said += await EndAsync(tool, "report", "run");
        tool.Read("run/run.json").Should().Contain("key no-key-of-this-machine", "the client has the variable, and what it prints is kept");
        Clean(said + tool.Everything());
    }

    [Fact]
    public async Task Serve_and_its_journal()
    {
        using var tool = new Tool();
        await using var call = tool.Start("serve", "--port", "0");
        var root = new Uri((await call.Out.LineAsync("listening on")).Split(' ').First(w => w.StartsWith("http", StringComparison.Ordinal)).TrimEnd(','));
        using var client = new HttpClient();
        await AskAsync(client, root);
        await call.Out.LineAsync("#1 POST");
        var seen = await client.GetStringAsync(new Uri(root, "/__fake/journal"), Stop);
        seen.Should().Contain("***");
        foreach (var page in new[] { "unmatched", "scenarios", "connections", "config", "metrics" })
            seen += await client.GetStringAsync(new Uri(root, $"/__fake/{page}"), Stop);
        await call.InterruptAsync();
        var called = await call.EndAsync();
        Clean(seen + called.Out + called.Error, bodies: false);
    }

    [Fact]
    public async Task Record_and_convert()
    {
        await using var server = await ServerAsync($"{Head}\n  steps: [ {{ token: \"{Key}\" }}, {{ token: {Answer} }}, {{ done: }} ]");
        using var tool = new Tool();
        await using var call = tool.Start("record", "--upstream", server.BaseAddress.ToString(), "-o", "run.jsonl", "--port", "0");
        using (var client = new HttpClient())
            await AskAsync(client, new Uri((await call.Out.LineAsync("recording ")).Split(' ')[3]));
        await call.Out.LineAsync("#1 POST");
        await call.InterruptAsync();
        var called = await call.EndAsync();
        var said = called.Out + called.Error + await EndAsync(tool, "convert", "run.jsonl", "-o", "again.yaml") + await EndAsync(tool, "convert", "run.jsonl", "-o", "exact.yaml", "--exact");
        var written = tool.Everything();
        written.Should().Contain(Answer, "an answer is what a recording is of");
        Clean(said + written, bodies: false);
    }

    private static async Task AskAsync(HttpClient client, Uri root)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(root, $"/v1/chat/completions?api_key={Key}"))
        {
            Content = new StringContent($$"""{"api_key":"{{Key}}","stream":true,"messages":[]}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Authorization", $"Bearer {Key}");
        request.Headers.Add("x-goog-api-key", Key);
        request.Headers.Add("Cookie", $"sid={Key}");
        using var response = await client.SendAsync(request, Stop);
        await response.Content.ReadAsStringAsync(Stop);
    }

    private static string[] Asking(params string[] call) =>
        [.. call, "--protocol", "openai-chat", "--prompts", "questions.txt", "--header", "authorization: Bearer ${TEST_KEY}", "--header", $"x-own: {Literal}"];

    private static async Task<string> EndAsync(Tool tool, params string[] args)
    {
        if (args.Contains("questions.txt"))
        {
            tool.Write("questions.txt", Question + "\n");
        }

        await using var call = tool.Start(Environment, args);
        var called = await call.EndAsync();
        called.Error.Should().NotContain("defect");
        called.Exit.Should().NotBe(ExitCode.Usage, called.Error);
        return called.Out + called.Error;
    }

    /// <summary>Not even a piece of them: a key that is cut off is half a key.</summary>
    private static void Clean(string written, bool bodies = true)
    {
        written.Should().NotContain(Key[..12]).And.NotContain(Literal[..14]);
        if (bodies)
        {
            written.Should().NotContain("canary question").And.NotContain("heron");
        }
    }

    private static Task<FakeSseServer> ServerAsync(string script)
    {
        var set = ScenarioFile.Parse($"- scenario: repeats\n  protocol: openai-chat\n  {script}\n", "test");
        set.Problems.Should().BeEmpty();
        return FakeSseServer.StartAsync(set.Scenarios, FakeServerOptions.Default, Stop);
    }
}
