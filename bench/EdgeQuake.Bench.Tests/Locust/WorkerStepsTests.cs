using EdgeQuake.Bench.Locust;
using EdgeQuake.Harness;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>The worker's conversation with its master, step by step and without either.</summary>
public sealed class WorkerStepsTests
{
    private static readonly Dictionary<string, int> Three = Users(3);
    private WorkerState _state = WorkerState.New;
    private double _at;

    [Fact]
    public void It_asks_every_five_seconds_and_gives_up_after_sixty()
    {
        After(new Event.Started()).Should().Equal("client ready");
        for (var i = 0; i < 59; i++)
        {
            Wait(4).Should().BeEmpty();
            Wait(1).Should().Contain("client ready");
        }

        Wait(5).Should().Equal("error: no master answers", "leave Broken");
    }

    [Fact]
    public void It_beats_every_second_and_reports_every_third_while_a_test_runs()
    {
        Join();
        Enumerable.Range(0, 4).SelectMany(_ => Wait(1)).Should().Equal("beat ready", "beat ready", "beat ready", "beat ready");
        Hear(Spawn(1, Three)).Should().Equal("spawning", "play 3", "complete 3", "3 users");
        Enumerable.Range(0, 6).SelectMany(_ => Wait(1)).Should().Equal("beat running", "beat running", "beat running", "report 3", "beat running", "beat running", "beat running", "report 3");
    }

    [Fact]
    public void A_spawn_is_a_target_and_an_old_one_is_void()
    {
        Join();
        Hear(Spawn(5, Users(0))).Should().Contain("play 0");
        Hear(Spawn(6, Users(2, 7))).Should().Equal("spawning", "change 9", "complete 9", "9 users");
        Hear(Spawn(6, Three)).Should().Equal("spawning");
        Hear(Spawn(4, Three)).Should().Equal("spawning");
        Hear(Spawn(7, Three)).Should().Contain("change 3");
    }

    [Fact]
    public void Stopped_it_ends_its_run_reports_and_is_ready_for_the_next()
    {
        Running();
        Hear(new Heard.Stop()).Should().Equal("the test is stopped", "end 2");
        Hear(new Heard.Stop()).Should().BeEmpty();
        Wait(5).Should().Equal("beat running");
        After(new Event.Played()).Should().Equal("report 3");
        After(new Event.Written(null)).Should().Equal("stopped", "client ready");
        Wait(1).Should().Equal("beat ready");
        Hear(new Heard.Ack(1)).Should().BeEmpty();
        Hear(Spawn(8, Three)).Should().Contain("play 3");
    }

    [Fact]
    public void A_test_that_begins_while_the_last_one_is_being_written_begins_then()
    {
        Running();
        Hear(new Heard.Stop());
        Hear(Spawn(9, Users(4))).Should().BeEmpty();
        After(new Event.Written(null)).Should().Equal("stopped", "client ready", "spawning", "play 4", "complete 4", "4 users");
    }

    [Fact]
    public void Stopped_without_a_test_it_is_ready_again()
    {
        Join();
        Hear(new Heard.Stop()).Should().Equal("stopped", "client ready");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Told_to_quit_it_reports_at_once_and_leaves_when_its_files_are_written(bool stopping)
    {
        Running();
        if (stopping)
        {
            Hear(new Heard.Stop());
        }

        Hear(new Heard.Quit()).Should().Equal(stopping ? ["the master quits", "end 0"] : ["the master quits", "end 0", "report 3"]);
        After(new Event.Played()).Should().Equal("report 3");
        After(new Event.Written(null)).Should().Equal("quit", "leave Ok");
        Hear(new Heard.Quit()).Should().BeEmpty();
        Wait(10).Should().BeEmpty();
    }

    [Fact]
    public void Without_a_test_it_quits_at_once()
    {
        Join();
        Hear(new Heard.Quit()).Should().Equal("the master quits", "quit", "leave Ok");
    }

    [Fact]
    public void Interrupted_it_says_goodbye_and_ends_with_130()
    {
        Running();
        After(new Event.Interrupted()).Should().Equal("end 0", "report 3");
        After(new Event.Written(null)).Should().Equal("quit", "leave Interrupted");
    }

    [Fact]
    public void A_run_that_cannot_go_on_is_told_to_the_master()
    {
        Running();
        After(new Event.Written(new Trouble(ExitCode.Broken, "404"))).Should().Equal("failed 404", "quit", "error: 404", "leave Broken");
    }

    [Fact]
    public void Nobody_left_to_hear_it_ends_the_load()
    {
        Running();
        After(new Event.Unheard()).Should().Equal("error: the master takes no messages any more", "end 0", "report 3");
        After(new Event.Unheard()).Should().Equal("error: the master takes no messages any more");
        After(new Event.Written(null)).Should().Equal("quit", "leave Broken");
    }

    [Fact]
    public void Reconnect_opens_anew_and_what_later_masters_say_is_ignored()
    {
        Running();
        Hear(new Heard.Reconnect()).Should().Equal("reopen");
        Hear(new Heard.Other("logs")).Should().BeEmpty();
        _state.Phase.Should().Be(WorkerPhase.Running);
    }

    private static Dictionary<string, int> Users(params int[] counts) => counts.Select((n, i) => ($"U{i}", n)).ToDictionary(x => x.Item1, x => x.n, StringComparer.Ordinal);

    private static Heard.Spawn Spawn(double at, Dictionary<string, int> users) => new(at, users, TimeSpan.FromSeconds(2));

    private void Join()
    {
        After(new Event.Started());
        Hear(new Heard.Ack(1)).Should().Equal("joined the master as worker 1");
    }

    private void Running()
    {
        Join();
        Hear(Spawn(1, Three));
    }

    private string[] Hear(Heard heard) => After(new Event.Message(heard));

    private string[] Wait(double seconds)
    {
        _at += seconds;
        return After(new Event.Looked());
    }

    private string[] After(Event what)
    {
        (_state, var deeds) = WorkerSteps.After(_state, what, TimeSpan.FromSeconds(_at));
        return [.. deeds.Select(Word)];
    }

    private static string Word(Deed deed) => deed switch
    {
        Deed.Say { Said: Said.Ready } => "client ready",
        Deed.Say { Said: Said.Spawning } => "spawning",
        Deed.Say { Said: Said.SpawningComplete done } => $"complete {done.Users.Values.Sum()}",
        Deed.Say { Said: Said.Stopped } => "stopped",
        Deed.Say { Said: Said.Failed failed } => $"failed {failed.Message}",
        Deed.Say { Said: Said.Quit } => "quit",
        Deed.Beat beat => $"beat {beat.State}",
        Deed.Report report => $"report {report.Users.Values.Sum()}",
        Deed.Play play => $"play {play.Users}",
        Deed.Change change => $"change {change.Users}",
        Deed.End end => $"end {end.Drain.TotalSeconds}",
        Deed.Reopen => "reopen",
        Deed.Tell tell => tell.Line,
        Deed.Leave leave => $"leave {leave.Code}",
        _ => throw new InvalidOperationException($"{deed}"),
    };
}
