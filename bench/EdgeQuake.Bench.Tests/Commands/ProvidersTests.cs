using EdgeQuake.FakeServer;
using EdgeQuake.Harness;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary><c>compare providers.yaml</c> and <c>compare --guide</c> as a user calls them: turns, skipped rows, names, files.</summary>
public sealed class ProvidersTests
{
    private const string Answer = "pace: { ttft: 5ms, itl: 2ms }\n  steps: [ { tokens: [a, b, c, d] }, { done: } ]";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_are_asked_in_turns_and_one_that_refuses_is_skipped_with_its_reason_and_exit_3()
    {
        await using var open = await ServerAsync(Answer);
        await using var keyed = await ServerAsync("protocol: openai-chat\n  require: [ { header: { authorization: \"Bearer canary-88c1f0a2e4\" } } ]\n  " + Answer, "openai-chat");
        await using var closed = await ServerAsync("status: 401\n  body: \"no key\"");
        using var tool = new Tool();
        tool.Write("providers.yaml", $"""
            - name: open
              url: {open.BaseAddress}
            - name: keyed
              url: {keyed.BaseAddress}
              protocol: openai-chat
              model: some-model
              key: TEST_PROVIDER_KEY
              price: 1.5
            - name: closed
              url: {closed.BaseAddress}
            - name: keyless
              url: {open.BaseAddress}
              key: NO_SUCH_KEY_HERE
            """);
        await using var call = tool.Start(new Dictionary<string, string> { ["TEST_PROVIDER_KEY"] = "canary-88c1f0a2e4" }, ["compare", "providers.yaml", "--rounds", "2", "--count", "3", "--out", "out"]);
        var called = await call.EndAsync();
        called.Exit.Should().Be(ExitCode.Broken, called.Out + called.Error);
        called.Out.Should().Contain("2 rows measured, 2 skipped").And.Contain("closed: SKIPPED: 401").And.Contain("keyless: SKIPPED: the variable NO_SUCH_KEY_HERE");
        called.ErrorLines.Where(l => l.StartsWith("error: ", StringComparison.Ordinal)).Should().HaveCount(2);
        open.Journal.Should().HaveCount(7, "two turns of three, and one stream before them");
        keyed.Journal.Should().HaveCount(7).And.OnlyContain(e => e.Notes.Count == 0, "the key comes with every stream");
        closed.Journal.Should().ContainSingle();
        var written = string.Concat(new[] { "run.json", "report.html", "report.md" }.Select(f => tool.Read($"out/{f}")));
        (written + called.Out + called.Error).Should().NotContain("canary-88");
        var page = tool.Read("out/report.html");
        tool.Delete("out/report.html");
        (await tool.RunAsync("report", "out")).Exit.Should().Be(ExitCode.Ok);
        tool.Read("out/report.html").Should().Be(page, "a report is a rendering of run.json and nothing else");
    }

    [Fact]
    public async Task The_guides_table_is_played_and_never_headed_as_a_provider()
    {
        using var tool = new Tool();
        var called = await tool.RunAsync("compare", "--guide", "--rounds", "1", "--count", "2");
        called.Exit.Should().BeOneOf([ExitCode.Ok, ExitCode.Invalid], called.Out + called.Error);
        called.Out.Should().Contain("simulated, not the provider").And.Contain("pace gpt-4").And.NotContain("measured at").And.NotContain("OpenAI");
        tool.Has("harness-out/compare/report.md").Should().BeTrue();
    }

    [Theory]
    [InlineData("compare", "compare takes two runs, a providers.yaml, or --guide")]
    [InlineData("compare one", "compare takes two runs, a providers.yaml, or --guide")]
    [InlineData("compare none.yaml", "none.yaml: there is no such file")]
    [InlineData("compare bad.yaml", "bad.yaml:1:3: a row without url")]
    [InlineData("compare bad.yaml --guide", "--guide plays the guide's own rows")]
    [InlineData("compare --guide --rounds 0", "--rounds: '0' is not a whole number of at least 1")]
    public async Task Bad_words_get_one_line_and_exit_2(string call, string expected)
    {
        using var tool = new Tool();
        tool.Write("bad.yaml", "- name: x\n");
        var called = await tool.RunAsync(call.Split(' '));
        called.Exit.Should().Be(ExitCode.Usage);
        called.ErrorLines.Should().ContainSingle().Which.Should().Contain(expected);
    }

    private static Task<FakeSseServer> ServerAsync(string body, string protocol = "edgequake")
    {
        var set = ScenarioFile.Parse($"- scenario: asked\n  {(body.StartsWith("protocol", StringComparison.Ordinal) ? "" : $"protocol: {protocol}\n  ")}{body}\n", "test");
        set.Problems.Should().BeEmpty();
        return FakeSseServer.StartAsync(set.Scenarios, FakeServerOptions.Default, Stop);
    }
}
