using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>Sweeps: the rule by a table, levels as typed, and a real server with a known limit.</summary>
public sealed class SweepTests
{
    [Theory]
    [InlineData("5,10,20/s", "5/s 10/s 20/s")]
    [InlineData("5..70/s", "5/s 10/s 20/s 40/s 70/s")]
    [InlineData("1..8", "1 at once|2 at once|4 at once|8 at once")]
    [InlineData("0.5/s", "0.5/s")]
    [InlineData("1.5", null)]
    [InlineData("9..3/s", null)]
    [InlineData("0..3/s", null)]
    [InlineData("0,1/s", null)]
    [InlineData("a/s", null)]
    public void Levels_are_read(string word, string? names) =>
        (LoadSweep.Parse(word) is { } s ? string.Join(names!.Contains('|', StringComparison.Ordinal) ? '|' : ' ', s.Levels.Select(l => LoadSweep.Name(s.Unit, l))) : null).Should().Be(names);

    [Theory]
    [InlineData(LoadUnit.PerSecond, "10:10:1", null)]
    [InlineData(LoadUnit.PerSecond, "10:10:1 20:20:1", null)]
    [InlineData(LoadUnit.PerSecond, "10:10:1 20:12:0.6", SweepEndKind.Short)]
    [InlineData(LoadUnit.PerSecond, "10:10:1 20:19.2:0.96", null)]
    [InlineData(LoadUnit.AtOnce, "1:10:1 2:20:1", null)]
    [InlineData(LoadUnit.AtOnce, "1:10:1 2:10.9:1", SweepEndKind.Flat)]
    [InlineData(LoadUnit.AtOnce, "1:10:1 2:11.1:1", null)]
    [InlineData(LoadUnit.AtOnce, "1:10:1 2:20:1 4:17:1", SweepEndKind.Falls)]
    [InlineData(LoadUnit.AtOnce, "1:10:1 2:20:0.5", SweepEndKind.Falls)]
    public void The_first_level_that_is_too_much_ends_it(LoadUnit unit, string levels, SweepEndKind? end)
    {
        SweepLevel[] played = [.. levels.Split(' ').Select(w => w.Split(':')).Select(p => Level(double.Parse(p[0]), double.Parse(p[1]), double.Parse(p[2])))];

        SweepRule.Says(unit, played)?.Kind.Should().Be(end);
        (end is null ? null : SweepRule.Says(unit, played)!.What)?.Should().Contain(LoadSweep.Name(unit, played[^1].Level));
    }

    [Fact]
    public void An_invalid_run_names_this_machine_and_is_never_the_best()
    {
        SweepLevel[] played = [Level(10, 10, 1), Level(20, 20, 1) with { Trust = Trust.Invalid, Finding = "schedule lag p99 was 300 ms" }];

        var end = SweepRule.Says(LoadUnit.PerSecond, played)!;
        end.Should().BeEquivalentTo(new { Kind = SweepEndKind.Invalid, Level = 20.0 });
        end.What.Should().Contain("this machine and not the server is the limit: schedule lag");
        SweepRule.Best(played)!.Level.Should().Be(10);
    }

    [Fact]
    public async Task A_server_with_a_known_limit_is_found_at_it()
    {
        // 12 streams a second and no more: beyond it the server says 429.
        var limited = ScenarioFile.Parse("scenario: limited\nprotocol: edgequake\nsteps: [ { tokens: [a, b] }, { done: } ]", "test").Scenarios;
        var mix = MixFile.Parse("mix: [ { use: limited } ]\nlimit: { requests: 12/s, burst: 4 }", "test", ["limited"]);
        mix.Problems.Should().BeEmpty();
        await using var server = await FakeSseServer.StartAsync(limited, new FakeServerOptions { Mix = mix.Mix }, TestContext.Current.CancellationToken);
        var profile = new LoadProfile { Target = server.BaseAddress, Sweep = LoadSweep.Parse("5,40,80/s"), For = TimeSpan.FromSeconds(2), WarmUp = TimeSpan.Zero };
        var runs = new List<double>();

        var result = await SweepRun.RunAsync(profile, new LoadOptions { ClockProbe = false }, (level, _) => runs.Add(level), Scenarios.Guard(TestContext.Current.CancellationToken));

        result.End.Kind.Should().BeOneOf([SweepEndKind.Short, SweepEndKind.Invalid], "a busy machine may call its own run invalid: {0}", result.End.What);
        result.Levels[0].GoodHigh.Should().BeGreaterThan(0.95, "5/s is within its limit");
        runs.Should().Equal(result.Levels.Select(l => l.Level));
        SweepReport.Text(SweepReport.Read(SweepReport.Json(result))).Should().Be(SweepReport.Text(result));
        SweepReport.Markdown(result).Should().Contain("| 5/s |").And.NotContain("| 80/s |");
        if (result.End.Kind == SweepEndKind.Short)
        {
            (result.End.Level, result.Best!.Level).Should().Be((40, 5));
            SweepReport.Text(result).Should().Contain("short     at 40/s only");
        }
    }

    [Fact]
    public async Task A_server_that_is_not_there_ends_it_at_once()
    {
        var profile = new LoadProfile { Target = new Uri("http://127.0.0.1:9/"), Sweep = LoadSweep.Parse("1,2"), Count = 1 };

        var result = await SweepRun.RunAsync(profile, new LoadOptions { ClockProbe = false }, cancellation: Scenarios.Guard(TestContext.Current.CancellationToken));

        (result.End.Kind, result.ExitCode, result.Levels.Count).Should().Be((SweepEndKind.Refused, 3, 1));
    }

    private static SweepLevel Level(double level, double goodput, double good)
    {
        var (low, high) = Wilson.Of((long)(200 * good), 200);
        return new(level, 200, 200, level, goodput, good, low, high, 100, 200, 20, Trust.Valid);
    }
}
