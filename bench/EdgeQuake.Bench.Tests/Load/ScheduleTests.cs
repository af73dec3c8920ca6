using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>A known schedule is measured right. Bounds are one-sided where the machine may be late: a stamp can never be early.</summary>
public sealed class ScheduleTests
{
    private const string Paced = """
        scenario: paced
        protocol: edgequake
        pace: { ttft: 120ms, itl: 20ms }
        steps: [ { source: "a.pdf" }, { repeat: { times: 10, steps: [ { token: "four" } ] } }, { done: } ]
        """;

    [Fact]
    public async Task Stamps_follow_the_servers_journal_and_never_run_ahead_of_it()
    {
        await using var server = await Scenarios.ServeAsync(Paced);
        var zero = TimeSpan.Zero;

        var run = await Scenarios.LoadAsync(
            server, p => p with { Concurrency = 1, Count = 5, NoProbe = true }, new LoadOptions { ClockProbe = false, Zero = z => zero = z }, Scenarios.Guard(TestContext.Current.CancellationToken));

        run.Streams.Should().HaveCount(5);
        foreach (var (stream, entry) in run.Streams.Zip(server.Journal.OrderBy(e => e.Request)))
        {
            var sent = Lateness.Sent(entry);
            sent.Should().HaveCount(10);
            stream.Tokens.Should().HaveCount(10);
            Lateness.Of(stream, zero, sent).Should().OnlyContain(late => late >= 0, "nothing arrives before it was sent");
            (stream.FirstToken!.Value - stream.Started).Should().BeGreaterThanOrEqualTo(Some.Ms(119));
            stream.FirstSource!.Value.Should().BeLessThan(stream.FirstToken.Value);
            stream.Tokens.Sum(t => t.Characters).Should().Be(40);
        }

        // The whole answer takes ttft + 9 × itl at least; the median holds whatever single pauses the machine makes.
        run.Streams.Should().OnlyContain(s => s.EndMark - s.Started >= Some.Ms(299));
        var gaps = run.Streams.SelectMany(s => s.Tokens.Zip(s.Tokens.Skip(1), (a, b) => (b.At - a.At).TotalMilliseconds)).Order().ToArray();
        gaps[gaps.Length / 2].Should().BeInRange(15, 25);
    }

    [Fact]
    public async Task An_open_loop_keeps_its_plan_whatever_the_server_does()
    {
        await using var server = await Scenarios.ServeAsync("scenario: slow\nprotocol: edgequake\nsteps: [ { wait: 900ms }, { token: a }, { done: } ]");

        var run = await Scenarios.LoadAsync(
            server, p => p with { Concurrency = null, Rate = 50, Count = null, For = TimeSpan.FromMilliseconds(500), WarmUp = TimeSpan.Zero, NoProbe = true },
            cancellation: Scenarios.Guard(TestContext.Current.CancellationToken));

        run.Streams.Select(s => s.Planned).Should().Equal(Enumerable.Range(0, 25).Select(i => Some.Ms(i * 20)));
        run.Streams.Should().OnlyContain(s => s.Complete && s.Started >= s.Planned);
        run.Readings.ScheduleLag!.Count.Should().Be(25);
        run.Plots.Buckets.Max(b => b.Running).Should().BeGreaterThan(15, "no start waited for an answer");
    }

    [Fact]
    public async Task A_start_without_room_is_counted()
    {
        await using var server = await Scenarios.ServeAsync("scenario: slow\nprotocol: edgequake\nsteps: [ { wait: 2s }, { token: a }, { done: } ]");

        var run = await Scenarios.LoadAsync(
            server, p => p with { Concurrency = null, Rate = 100, Count = 20, MaxStreams = 4, NoProbe = true }, cancellation: Scenarios.Guard(TestContext.Current.CancellationToken));

        run.Streams.Should().HaveCount(20);
        run.Summary.Count(StreamClass.NotStarted).Should().Be(16);
        run.Summary.Of("ttft").Infinite.Should().Be(16);
        run.Validity.Findings.Should().Contain(f => f.What.Contains("--max-streams", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_without_a_port_is_loaded_through_its_handler()
    {
        var scenario = ScenarioFile.Parse(Paced, "paced").Scenarios.Single();
        await using var server = await FakeSseServer.StartAsync(scenario, new FakeServerOptions { Lane = LaneKind.Memory }, TestContext.Current.CancellationToken);

        var run = await Scenarios.LoadAsync(server, options: new LoadOptions { ClockProbe = false, Handler = server.CreateHandler }, cancellation: Scenarios.Guard(TestContext.Current.CancellationToken));

        run.Summary.Complete.Should().Be(6);
        run.Load.Via.Should().Be("a handler of the caller");
    }

    [Fact]
    public async Task Buffered_answers_are_recognised()
    {
        await using var server = await Scenarios.ServeAsync("scenario: buffered\nprotocol: edgequake\nwrite: whole\nsteps: [ { wait: 100ms }, { repeat: { times: 20, steps: [ { token: x } ] } }, { done: } ]");

        var run = await Scenarios.LoadAsync(server, cancellation: Scenarios.Guard(TestContext.Current.CancellationToken));

        run.Summary.Delivery.Should().Be(DeliveryClass.Buffered);
        run.Validity.Findings.Should().Contain(f => f.What.Contains("proxy_buffering", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_clock_probe_bounds_the_error_of_a_run()
    {
        await using var server = await Scenarios.ServeAsync(Paced);

        var run = await Scenarios.LoadAsync(server, p => p with { Count = 4 }, new LoadOptions(), Scenarios.Guard(TestContext.Current.CancellationToken));

        run.Readings.ClockProbe!.Count.Should().BeGreaterThan(2);
        run.Readings.ClockProbe.P50.Should().BeGreaterThan(0);
        run.Validity.BoundMs.Should().Be(run.Readings.ClockProbe.P99);
    }
}
