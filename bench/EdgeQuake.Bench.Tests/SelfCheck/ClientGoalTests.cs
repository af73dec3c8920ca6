using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>What an event costs each client: goals, windows over the stamps of both ends, the report, exit codes.</summary>
public sealed class ClientGoalTests
{
    [Theory]
    [InlineData(9, 45, 27, 90, 0.2, 2.5, new[] { GoalResult.Met, GoalResult.Met, GoalResult.Met, GoalResult.Met, GoalResult.Met, GoalResult.Met })]
    [InlineData(10, 44, 24, 79, 0.6, 3.1, new[] { GoalResult.Missed, GoalResult.Missed, GoalResult.Missed, GoalResult.Missed, GoalResult.Missed, GoalResult.Missed })]
    public void Goals(double ours, double parser, double inline, double httpx, double bytes, double kilobytes, GoalResult[] results) =>
        ClientGoals.Judge([Row(ClientContender.BareLoop, 8), Row(ClientContender.FastPath, ours, bytes, kilobytes), Row(ClientContender.SseParser, parser), Row(ClientContender.SseParserInline, inline), Row(ClientContender.Httpx, httpx)])
            .Select(g => g.Result).Should().Equal([.. results, GoalResult.NotMeasured]);

    [Fact]
    public void A_window_counts_what_was_received_in_it_and_how_late_what_was_sent_in_it()
    {
        var window = new ClientWindow(TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(20));
        ClientStream[] streams = [new(0, true, Ticks(9, 12, 21)), new(1, true, Ticks(11)), new(2, false, [])];
        var journal = new Dictionary<int, IReadOnlyList<SentToken>> { [0] = [Sent(8), Sent(10), Sent(19)], [1] = [Sent(10, blocked: true)] };

        window.Events(streams).Should().Be(2);
        window.Late(streams, journal).Should().Equal(2, 2);
        ClientWindow.Failed(streams, journal, 4).Should().Be(2, "one was broken and one never came");
    }

    [Fact]
    public void A_run_reads_back_and_says_what_was_left_out()
    {
        ClientRow[] rows = [Row(ClientContender.FastPath, 8), Row(ClientContender.Httpx, 76) with { Repeats = [Measure(76) with { BytesPerEvent = null }] }];
        var result = new ClientResult(Runs.Mixed().Header, 6, 200, 50, 2000, rows, ClientGoals.Judge(rows), OthersRule.Judge([0.01]), null);
        var read = ClientReport.Read(ClientReport.Json(result));

        ClientReport.Text(read).Should().Be(ClientReport.Text(result)).And.Contain("MET: CPU per paced event against the httpx loop: 9.5 × (goal ≥ 8 × below)").And.Contain("httpx was not measured: it was left out.");
        ClientReport.Markdown(read).Should().Be(ClientReport.Markdown(result)).And.Contain("NOT-MEASURED: CPU per paced event against HttpClient + SseParser");
        read.ExitCode.Should().Be(0);
        (read with { Rows = [Row(ClientContender.HttpClient, 20) with { Repeats = [Measure(20) with { Failed = 1 }] }] }).ExitCode.Should().Be(1);
        (read with { Broken = "x" }).ExitCode.Should().Be(3);
    }

    private static long[] Ticks(params int[] ms) => [.. ms.Select(m => m * TimeSpan.TicksPerMillisecond)];

    private static SentToken Sent(int ms, bool blocked = false) => new(TimeSpan.FromMilliseconds(ms), TimeSpan.FromMilliseconds(ms), blocked);

    private static ClientRow Row(ClientContender client, double cost, double bytes = 0, double kilobytes = 2) => new(client, "p", [Measure(cost) with { BytesPerEvent = bytes, KilobytesPerStream = client == ClientContender.FastPath ? kilobytes : null }]);

    private static ClientMeasure Measure(double cost) => new(cost, 10_000, 0, 2, new(0.1, 1, 2, 3), 0, 0.01);
}
