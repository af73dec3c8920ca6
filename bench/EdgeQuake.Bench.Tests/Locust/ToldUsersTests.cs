using EdgeQuake.Bench.Locust;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>A load that is told how many users it has: they come, go and end when they are told, and nothing that was played is lost.</summary>
public sealed class ToldUsersTests
{
    private const string Paced = "scenario: paced\nprotocol: edgequake\npace: { ttft: 20ms, itl: 20ms }\nsteps: [ { repeat: { times: 10, steps: [ { token: x } ] } }, { done: } ]";

    [Fact]
    public async Task Users_come_and_go_as_told_and_the_drain_lets_them_finish()
    {
        await using var server = await Scenarios.ServeAsync(Paced);
        var users = new ToldUsers();
        var ended = new List<StreamTimeline>();
        var (most, over) = (0, false);
        var options = new LoadOptions
        {
            ClockProbe = false,
            Users = users,
            Ended = s =>
            {
                lock (ended)
                {
                    ended.Add(s);
                }
            },
            Over = () => over = true,
            Progress = p => most = Tell(users, p, most),
        };

        var run = await Scenarios.LoadAsync(server, p => p with { Concurrency = null, Count = null, Told = true }, options, Scenarios.Guard(TestContext.Current.CancellationToken));

        most.Should().Be(5);
        over.Should().BeTrue();
        run.Load.Loop.Should().Be("closed, as many users as it is told");
        run.Streams.Should().OnlyContain(s => s.Complete, "the drain is long enough");
        run.Streams.Select(s => s.Number).Should().BeEquivalentTo(ended.Select(s => s.Number)).And.OnlyHaveUniqueItems();
        server.Journal.Should().HaveCount(run.Streams.Count + 1, "one stream goes before");
    }

    [Fact]
    public async Task Without_a_drain_what_runs_is_interrupted_and_in_no_figure()
    {
        await using var server = await Scenarios.ServeAsync("scenario: endless\nprotocol: edgequake\nsteps: [ { token: a }, { stall: } ]");
        var users = new ToldUsers { Wanted = 3 };
        var options = new LoadOptions { ClockProbe = false, Users = users, Progress = p => EndAt(users, p) };

        var run = await Scenarios.LoadAsync(server, p => p with { Concurrency = null, Count = null, Told = true, NoProbe = true, Idle = TimeSpan.FromMinutes(1) }, options, Scenarios.Guard(TestContext.Current.CancellationToken));

        run.Streams.Should().HaveCount(3).And.OnlyContain(s => s.Class == StreamClass.Interrupted);
        run.Interrupted.Should().BeFalse("the master ended it, nobody broke it off");
        run.Summary.Failed.Should().Be(0);
        LocustStats.Of(run.Streams, DateTimeOffset.UnixEpoch, "/x", new Dictionary<string, int>()).Total.Requests.Should().Be(0);
    }

    [Theory]
    [InlineData("--concurrency")]
    [InlineData("--rate")]
    [InlineData("--for")]
    [InlineData("--count")]
    public void What_the_master_says_is_not_said_here(string option)
    {
        var told = new LoadProfile { Target = new Uri("http://127.0.0.1"), Told = true };
        ProfileCheck.Problems(told).Should().BeEmpty();
        var wrong = option switch
        {
            "--concurrency" => told with { Concurrency = 3 },
            "--rate" => told with { Rate = 3 },
            "--for" => told with { For = TimeSpan.FromSeconds(3) },
            _ => told with { Count = 3 },
        };
        ProfileCheck.Problems(wrong).Should().ContainSingle().Which.ToString().Should().StartWith(option).And.Contain("is told while the load runs");
    }

    /// <summary>Five users, then two, then the end: each step when the one before can be seen.</summary>
    private static int Tell(ToldUsers users, LoadProgress p, int most)
    {
        most = Math.Max(most, p.Running);
        users.Wanted = p.Complete >= 10 ? 2 : 5;
        if (p.Complete >= 20)
        {
            users.End(TimeSpan.FromSeconds(20));
        }

        return most;
    }

    private static void EndAt(ToldUsers users, LoadProgress p)
    {
        if (p.Running == 3)
        {
            users.End(TimeSpan.Zero);
        }
    }
}
