using EdgeQuake.FakeServer;
using EdgeQuake.Harness;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary><c>serve mix.yaml my.yaml</c> plays by weight and limits; <c>check mix.yaml</c> names what is wrong with one.</summary>
public sealed class MixTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Serve_plays_a_mix_of_its_own_file_and_limits_it()
    {
        using var tool = new Tool();
        tool.Write("my.yaml", "- { scenario: happy, protocol: sse, steps: [ { raw: good } ] }\n- { scenario: other, protocol: sse, steps: [ { raw: bad } ] }\n");
        tool.Write("mix.yaml", "mix: [ { use: other } ]\nlimit: { requests: 1/m, burst: 1 }\n");
        await using var call = tool.Start("serve", "mix.yaml", "my.yaml", "--port", "0");
        var root = new Uri((await call.Out.LineAsync("listening on")).Split(' ').First(w => w.StartsWith("http", StringComparison.Ordinal)).TrimEnd(','));
        using var client = new HttpClient();
        (await client.GetStringAsync(new Uri(root, "/any"), Stop)).Should().Be("bad");
        using var limited = await client.GetAsync(new Uri(root, "/any"), Stop);
        ((int)limited.StatusCode, limited.Headers.RetryAfter!.ToString()).Should().Be((429, "1"));
        await call.InterruptAsync();
    }

    [Fact]
    public async Task A_mix_that_comes_with_the_command_is_served_by_its_name()
    {
        using var tool = new Tool();
        await using var call = tool.Start("serve", "faults-one-percent", "--port", "0");
        var root = new Uri((await call.Out.LineAsync("listening on")).Split(' ').First(w => w.StartsWith("http", StringComparison.Ordinal)).TrimEnd(','));
        using var client = new HttpClient();
        var first = BuiltInMixes.All["faults-one-percent"].Choose(0);
        (await client.GetStringAsync(new Uri(root, "/query/stream?query=x"), Stop)).Should().Contain("\"type\":\"done\"");
        (await client.GetStringAsync(new Uri(root, "/__fake/journal"), Stop)).Should().Contain($"\"{first}\"");
        await call.InterruptAsync();
        (await tool.RunAsync("serve", "faults-one-percent", "what-is-edgequake", "--port", "0")).Exit.Should().Be(ExitCode.Usage, "its scenarios are not among those that are served");
    }

    [Fact]
    public async Task Check_counts_a_good_one_and_names_what_is_wrong()
    {
        using var tool = new Tool();
        tool.Write("good.yaml", "mix: [ { use: what-is-edgequake } ]\nlimit: { requests: 9/s }\n");
        (await tool.RunAsync("check", "good.yaml")).Out.Trim().Should().Be("good.yaml: a load mix of 1 scenario with a limit: well");
        tool.Write("bad.yaml", "mix: [ { use: what-is-edgequak } ]\n");
        var called = await tool.RunAsync("check", "bad.yaml");
        called.Exit.Should().Be(ExitCode.Usage);
        called.ErrorLines.Should().ContainSingle().Which.Should().Contain("bad.yaml:1:15: no scenario 'what-is-edgequak'").And.Contain("'what-is-edgequake'");
    }
}
