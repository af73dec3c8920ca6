using System.IO.Pipelines;
using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>The self-test: the lines between the two processes, the arithmetic of a row, and what a dying peer does.</summary>
public sealed class SelfTestTests
{
    [Fact]
    public async Task A_level_pairs_every_token_with_its_send()
    {
        var cancellation = Scenarios.Guard(TestContext.Current.CancellationToken);
        var (peer, server) = Connect(cancellation);
        var rows = new List<SelfTestRow>();
        await using (peer)
        {
            await SelfTest.LevelsAsync(peer, Options() with { Levels = [1, 5], For = TimeSpan.FromSeconds(1), StreamLength = TimeSpan.FromMilliseconds(400) }, rows, cancellation);
        }

        (await server).Should().Be(0);
        rows.Select(r => r.Streams).Should().Equal(1, 5);
        rows.Select(r => r.Path).Should().OnlyContain(p => p == (OperatingSystem.IsLinux() ? FastPath.Via : InlineSockets.Via), "the path that was used is named");
        rows.Should().OnlyContain(r => r.Lost == 0 && r.Measured > 0);
        rows[1].Lateness.Count.Should().Be(rows[1].Measured * 20, "every token of every stream has its twin");
        rows.Should().OnlyContain(r => r.Lateness.P50 > 0 && r.Ttft.P50 > 0, "nothing is seen before it was sent");
        rows.Should().OnlyContain(r => r.Itl.True.P50 > 15 && r.Itl.True.P50 < 25);
    }

    [Fact]
    public void A_row_is_reported_less_true()
    {
        // Sent at 1090, 1110, … on a clock whose run began at 1000: received 10 ms later each.
        var stream = Some.Stream(planned: 0, ttft: 100, itl: 20, tokens: 5);
        var journal = new Dictionary<int, IReadOnlyList<SentToken>> { [0] = [.. Enumerable.Range(0, 5).Select(i => new SentToken(Some.Ms(1090 + (i * 20)), Some.Ms(1089 + (i * 20)), false))] };
        var load = LoadResults.Of(Runs.Mixed().Header, Some.Profile(), "x", [stream, Some.Stream(1, kind: StreamClass.Network)], new(), null);

        var row = SelfTestRows.Of("x", 1, load, Some.Ms(1000), journal);

        row.Ttft.P50.Should().BeApproximately(10, 1e-9);
        row.Itl.P99.Should().BeApproximately(0, 1e-9);
        row.Lateness.Should().Be(new Quantiles(5, 10, 10, 10));
        row.Pacing.P99.Should().Be(1);
        (row.Measured, row.Lost, row.Trust).Should().Be((1, 1, Trust.Invalid));
    }

    [Theory]
    [InlineData(0.199, 1.99, 1000, 5, Trust.Valid)]
    [InlineData(-0.21, 0, 1000, 0, Trust.Invalid)]
    [InlineData(0, 2, 1000, 0, Trust.Invalid)]
    [InlineData(0, -2, 662, 0, Trust.Invalid)]
    [InlineData(0, 60, 661, 0, Trust.Valid)] // too few for p99
    [InlineData(0.3, 0, 11, 0, Trust.Invalid)]
    [InlineData(0.3, 0, 10, 0, Trust.Valid)] // too few for p50
    [InlineData(0, 0, 1000, 5.1, Trust.Degraded)]
    public void A_row_is_invalid_exactly_when_its_bound_fails(double p50, double p99, int count, double late, Trust expected)
    {
        var (exact, off) = (new Difference(new(count, 20, 30, 40), new(count, 20, 30, 40)), new Difference(new(count, 20 + p50, 30 + p99, 100), new(count, 20, 30, 40)));
        Row(exact, off).Trust.Should().Be(expected);
        Row(off, exact).Trust.Should().Be(expected);

        SelfTestRow Row(Difference ttft, Difference itl) => new("x", 10, 500, 10, 0, ttft, itl, new(count, 0, late, late), new(count, 0, 0, 0), 10, 0.1);
    }

    [Fact]
    public async Task A_server_that_cannot_start_is_one_line()
    {
        var result = await SelfTest.RunAsync(Options() with { Server = ["/no/such/program"] }, TestContext.Current.CancellationToken);

        result.ExitCode.Should().Be(3);
        result.Broken.Should().StartWith("/no/such/program did not start").And.NotContain("\n");
        SelfTestReport.Text(result).Should().Contain("Ended early: ");
    }

    [Fact]
    public async Task A_server_that_dies_is_one_line()
    {
        var command = OperatingSystem.IsWindows() ? (IReadOnlyList<string>)["cmd", "/c", "exit 1"] : ["/bin/sh", "-c", "exit 1"];

        var result = await SelfTest.RunAsync(Options() with { Server = command }, TestContext.Current.CancellationToken);

        result.ExitCode.Should().Be(3);
        result.Broken.Should().Contain("went away");
    }

    [Fact]
    public void The_report_reads_back()
    {
        var row = new SelfTestRow("x", 50, 2400, 300, 0, new(new(300, 100.2, 101, 103), new(300, 100.1, 100.4, 101)), new(new(9, 20, 21, 22), new(9, 20, 20.5, 21)), new(9, 0.1, 0.9, 2), new(9, 0.1, 0.2, 0.3), 33, 0.2);
        var result = SelfTest.Result(Options(), [row], null, DateTimeOffset.UnixEpoch, TimeSpan.FromSeconds(9), false);
        var read = SelfTestReport.Read(SelfTestReport.Json(result));

        SelfTestReport.Text(read).Should().Be(SelfTestReport.Text(result)).And.Contain("VALID").And.Contain("2,400 token events a second");
        SelfTestReport.Markdown(read).Should().Be(SelfTestReport.Markdown(result)).And.Contain("| 50 | 2400 | +0.100 | +0.600 | +2.00 |");
        result.ExitCode.Should().Be(0);
        (result with { Rows = [row with { Lost = 1 }] }).ExitCode.Should().Be(4);
    }

    private static SelfTestOptions Options() => new() { Server = ["none"] };

    /// <summary>The server's lines in this process, over two pipes.</summary>
    private static (SelfTestPeer Peer, Task<int> Server) Connect(CancellationToken cancellation)
    {
        var (there, back) = (new Pipe(), new Pipe());
        var server = Task.Run(
            async () =>
            {
                await using var output = new StreamWriter(back.Writer.AsStream());
                return await SelfTestServer.RunAsync(new StreamReader(there.Reader.AsStream()), output, cancellation);
            },
            cancellation);
        return (new SelfTestPeer(new StreamWriter(there.Writer.AsStream()), new StreamReader(back.Reader.AsStream())), server);
    }
}
