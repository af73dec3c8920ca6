using System.Net;
using System.Net.Sockets;
using EdgeQuake.Harness;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>The other loopback: <c>serve</c>, <c>load</c>, <c>probe</c> and <c>conform</c> at <c>[::1]</c>.</summary>
public sealed class Ipv6Tests
{
    [Theory]
    [InlineData("serve --host ::1")]
    [InlineData("serve --host ::1 --transport h2c")]
    public async Task A_server_is_loaded_and_probed(string serve)
    {
        Assert.SkipUnless(Here(), "this machine has no IPv6 loopback");
        using var tool = new Tool();
        await using var call = tool.Start([.. $"{serve} --port 0".Split(' ')]);
        var line = await call.Out.LineAsync("listening on");
        var root = line.Split(' ').First(w => w.StartsWith("http", StringComparison.Ordinal)).TrimEnd(',');
        root.Should().StartWith("http://[::1]:");
        (await call.Out.LineAsync("curl")).Should().Contain(root);

        var loaded = await tool.RunAsync(["load", root, "--concurrency", "2", "--count", "6", "--warm-up", "0s", "--out", "run", .. serve.Contains("h2c", StringComparison.Ordinal) ? ["--http2"] : Array.Empty<string>()]);
        loaded.Exit.Should().BeOneOf([ExitCode.Ok, ExitCode.Invalid], loaded.Error);
        var run = RunJson.Read(tool.Read("run/run.json"), out _)!;
        run.Summary.Complete.Should().Be(6);
        run.Load.Target.Should().StartWith(root);

        if (!serve.Contains("h2c", StringComparison.Ordinal))
        {
            var probed = await tool.RunAsync("probe", root);
            probed.Exit.Should().Be(ExitCode.Ok, probed.Error);
            probed.Out.Should().Contain(root).And.Contain("[::1]:");
        }

        await call.InterruptAsync();
        (await call.EndAsync()).Exit.Should().Be(ExitCode.Interrupted);
    }

    [Fact]
    public async Task Clients_are_judged()
    {
        Assert.SkipUnless(Here(), "this machine has no IPv6 loopback");
        using var tool = new Tool();
        var called = await tool.RunAsync("conform", "--reference", "--run", "bom", "--listen", "[::1]:0", "--out", "run");
        called.Exit.Should().Be(ExitCode.Ok, called.Error + called.Out);
        called.Out.Should().MatchRegex("all +[1-9][0-9]+ ", "clients passed");

        // A plain command finds it too, though a proxy stands in the environment.
        await using var curl = tool.Start(new Dictionary<string, string> { ["http_proxy"] = "http://127.0.0.1:9" }, ["conform", "--exec", "curl -sgN {url}", "--run", "bom/start", "--listen", "[::1]:0", "--out", "curl"]);
        (await curl.EndAsync()).Exit.Should().Be(ExitCode.Bad, "curl prints frames, not the answer");
        tool.Read("curl/run.json").Should().NotContain("exit code 7");
    }

    private static bool Here()
    {
        try
        {
            using var listener = new TcpListener(IPAddress.IPv6Loopback, 0);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
