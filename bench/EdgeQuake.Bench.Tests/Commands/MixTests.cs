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
