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

    private static Uri Root(string line) => new(line.Split(' ').First(w => w.StartsWith("http", StringComparison.Ordinal)).TrimEnd(','));
}
