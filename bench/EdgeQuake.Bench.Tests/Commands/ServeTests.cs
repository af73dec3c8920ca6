using System.Net.Sockets;
using System.Text;
using EdgeQuake.Harness;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary><c>serve</c> answers the guide's own query byte for byte, says what was asked, and stops on Ctrl+C; a port that is taken is exit 3.</summary>
public sealed class ServeTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_guides_query_gets_the_guides_four_frames()
    {
        using var tool = new Tool();
        await using var call = tool.Start("serve", "--port", "0");
        var root = Root(await call.Out.LineAsync("listening on"));
        using var client = new HttpClient();
        var body = await client.GetByteArrayAsync(new Uri(root, "/query/stream?query=What+is+EdgeQuake"), Stop);
        Encoding.UTF8.GetString(body).Should().Be(
            """
            data: {"chunk":"Edge","type":"token"}

            data: {"chunk":"Quake","type":"token"}

            data: {"chunk":" is","type":"token"}

            data: {"type":"done"}


            """.ReplaceLineEndings("\n"));
        (await call.Out.LineAsync("#1 GET /query/stream")).Should().Contain("attempt 1");
        await call.InterruptAsync();
        (await call.EndAsync()).Exit.Should().Be(ExitCode.Interrupted);
    }

    [Fact]
    public async Task A_built_in_scenario_that_this_transport_cannot_play_is_told_why()
    {
        using var tool = new Tool();
        await using var call = tool.Start("serve", "--port", "0", "--quiet");
        var root = Root(await call.Out.LineAsync("listening on"));
        using var client = new HttpClient { DefaultRequestHeaders = { { "x-scenario", "tls-truncation" } } };
        using var answer = await client.GetAsync(new Uri(root, "/query/stream"), Stop);
        (await answer.Content.ReadAsStringAsync(Stop)).Trim().Should().Be("unmatched scenario 'tls-truncation': it needs transport tls, and this server speaks tcp");
    }

    [Fact]
    public async Task A_port_that_is_taken_is_one_line_and_exit_3()
    {
        using var taken = new TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;
        using var tool = new Tool();
        var called = await tool.RunAsync("serve", "--port", $"{port}");
        called.Exit.Should().Be(ExitCode.Broken);
        called.ErrorLines.Should().ContainSingle().Which.Should().Contain($"{port}");
    }

    [Fact]
    public async Task A_changed_file_is_loaded_whole_or_refused_while_the_old_set_goes_on()
    {
        using var tool = new Tool();
        const string Yaml = "scenario: mine\nprotocol: sse\nsteps: [ { token: one } ]\n";
        await using var call = tool.Start("serve", tool.Write("mine.yaml", Yaml), "--port", "0", "--watch");
        var root = Root(await call.Out.LineAsync("listening on"));
        using var client = new HttpClient();
        tool.Write("mine.yaml", Yaml.Replace("token", "tokn", StringComparison.Ordinal));
        (await call.Error.LineAsync("mine.yaml:3:")).Should().Contain("did you mean 'token'?");
        await call.Error.LineAsync("not loaded");
        (await client.GetStringAsync(new Uri(root, "/any"), Stop)).Should().Be("data: one\n\n");
        tool.Write("mine.yaml", Yaml.Replace("one", "another", StringComparison.Ordinal));
        await call.Error.LineAsync("loaded again: 1 scenario");
        (await client.GetStringAsync(new Uri(root, "/any"), Stop)).Should().Be("data: another\n\n");
        await call.InterruptAsync();
        (await call.EndAsync()).Exit.Should().Be(ExitCode.Interrupted);
    }

    [Fact]
    public async Task What_nothing_answered_is_listed_at_the_end_and_an_open_address_is_warned_of()
    {
        using var tool = new Tool();
        await using var call = tool.Start("serve", "--port", "0", "--host", "0.0.0.0");
        var root = Root(await call.Out.LineAsync("listening on"));
        (await call.Error.LineAsync("warning:")).Should().Contain("0.0.0.0 lets other machines in");
        using var client = new HttpClient();
        for (var i = 0; i < 2; i++)
        {
            using var response = await client.GetAsync(new Uri(root, "/querry"), Stop);
            await call.Out.LineAsync("no scenario");
        }

        await call.InterruptAsync();
        var called = await call.EndAsync();
        called.Error.Should().Contain("stopped after 2 requests").And.Contain("2 × unmatched GET /querry");
    }

    private static Uri Root(string line) => new(line.Split(' ').First(w => w.StartsWith("http", StringComparison.Ordinal)).TrimEnd(','));
}
