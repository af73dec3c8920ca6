using EdgeQuake.FakeServer;
using EdgeQuake.Harness;
using FluentAssertions;
using Spectre.Console;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>The live display of a load: what it says of one glance, and that a terminal gets it whole.</summary>
public sealed class LiveTests
{
    private static LoadProgress Glance { get; } = new(LoadPhase.Steady, TimeSpan.FromSeconds(3.04), TimeSpan.FromSeconds(30), 1200, 10, 1186, 4, 3000, 1235.4, TimeSpan.FromMilliseconds(87.4))
    {
        TtftP95 = TimeSpan.FromMilliseconds(211),
        Errors = [new(StreamClass.Truncated, 3), new(StreamClass.Network, 1)],
        Doubt = new(Trust.Degraded, "CPU of the machine was 99.8 % (limit 95 %)"),
    };

    [Fact]
    public void A_glance_says_streams_latency_tokens_errors_and_validity() => LoadConsole.Live(Glance).Should().Equal(
        ("steady", "3.0 of 30 s"), ("streams", "10 open · 1,200 started · 1,186 complete"), ("ttft", "p50 87.4 ms · p95 211 ms"), ("tokens/s", "1235"),
        ("errors", "4: truncated 3 · network 1"), ("validity", "DEGRADED: CPU of the machine was 99.8 % (limit 95 %)"));

    [Fact]
    public void Before_anything_ended_nothing_is_made_up() => LoadConsole.Live(new(LoadPhase.WarmUp, TimeSpan.FromSeconds(1), null, 3, 3, 0, 0, 0, 0, null)).Should().Equal(
        ("warm-up", "1.0 s"), ("streams", "3 open · 3 started · 0 complete"), ("ttft", "no stream is over yet"), ("tokens/s", "0"), ("errors", "none"), ("validity", "nothing against it so far"));

    [Fact]
    public void A_terminal_gets_every_row()
    {
        var screen = new StringWriter();
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(screen), Ansi = AnsiSupport.No }).Write(LoadMeter.Rows(Glance));
        screen.ToString().Should().ContainAll(LoadConsole.Live(Glance).SelectMany(r => new[] { r.Name, r.Value.Split(' ')[0] }));
    }

    [Fact]
    public void Classes_are_counted_as_streams_end_and_p95_waits_for_its_floor()
    {
        var board = new Board(Some.Profile(), Clock.Real);
        for (var i = 0; i < 129; i++)
        {
            board.Ended(Some.Stream(i, ttft: i + 1));
        }

        board.Ended(Some.Stream(500, kind: StreamClass.Truncated));
        board.Ended(Some.Stream(501, kind: StreamClass.Truncated));
        board.Ended(Some.Stream(502, kind: StreamClass.Http));
        board.Errors().Should().Equal(new ClassCount(StreamClass.Truncated, 2), new ClassCount(StreamClass.Http, 1));
        board.Ttft(50).Should().Be(Some.Ms(65));
        board.Ttft(95).Should().BeNull();
        board.Ended(Some.Stream(600, ttft: 130));
        board.Ttft(95).Should().Be(Some.Ms(124));
    }

    /// <summary>The probe stream is forgotten while the display looks: that once ended the process.</summary>
    [Fact]
    public void A_look_while_everything_starts_anew_is_a_look()
    {
        for (var round = 0; round < 300; round++)
        {
            var board = new Board(Some.Profile(), Clock.Real);
            for (var i = 0; i < 1000; i++)
            {
                board.Ended(Some.Stream(i, ttft: i + 1, tokens: 1));
            }

            Parallel.Invoke(() => board.Ttft(50), () => board.Errors(), board.Restart);
        }
    }
}
