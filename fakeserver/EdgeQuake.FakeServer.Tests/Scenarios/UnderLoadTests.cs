using FluentAssertions;

using Xunit;

namespace EdgeQuake.FakeServer.Tests;

/// <summary><c>under-load</c>: latency grows with the answers in progress, and the draws stay what they are.</summary>
public sealed class UnderLoadTests
{
    private const string Keys = "protocol: sse\nseed: 7\npace: { ttft: 40ms, itl: \"uniform(10ms, 30ms)\", under-load: { at: 5, factor: 3 } }\nsteps: [ { tokens: [a, b, c] } ]";

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1.5)]
    [InlineData(3, 2)]
    [InlineData(5, 3)]
    [InlineData(500, 3)]
    public void On_a_line_from_one_answer_to_the_number_named(int open, double times)
    {
        var s = Yaml.Load(Keys);
        var quiet = Render(s, 1);
        var busy = Render(s, open);
        busy.Ops.OfType<PlanOp.Wait>().Zip(quiet.Ops.OfType<PlanOp.Wait>(), (b, q) => b.For / q.For).Should().OnlyContain(x => Math.Abs(x - times) < 0.0001);
        busy.Draws[0].Should().Be($"under-load={times.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture)}x ({open} open)");
        busy.Draws.Skip(1).Should().Equal(quiet.Draws.Skip(1), "the draws repeat whatever the load");
    }

    [Fact]
    public void A_named_pace_can_be_loaded()
    {
        var pace = Yaml.Load("protocol: sse\npace: { as: gpt-4, under-load: { at: 64, factor: 2.5 } }\nsteps: [ { token: a } ]").Exchanges[0].Attempts[0].Pace!;
        pace.Should().Match<Pace>(p => p.Name == "gpt-4" && p.Ttft == Paces.All["gpt-4"].Ttft && p.Load == new UnderLoad(64, 2.5));
    }

    [Fact]
    public async Task The_journal_tells_how_many_were_open()
    {
        await using var server = await FakeSseServer.StartAsync(Yaml.Load("protocol: sse\nattempts: [ { steps: [ { gate: g } ] }, { pace: { ttft: 1ms, under-load: { at: 3, factor: 2 } }, steps: [ { token: a } ] } ]"), cancellation: TestContext.Current.CancellationToken);
        using var first = RawClient.Connect(server.BaseAddress);
        first.Send(RawClient.Get()).ReadTo("\r\n\r\n");
        using var second = RawClient.Connect(server.BaseAddress);
        second.Send(RawClient.Get()).ReadTo("0\r\n\r\n");
        server.Open("g");
        first.ReadTo("0\r\n\r\n");
        (await server.EntriesAsync()).Single(e => e.Attempt == 2).Draws.Should().Equal("under-load=1.5x (2 open)");
    }

    private static Plan Render(Scenario s, int open) => Planner.Render(s, new PlanInput(Cell.Default, 0, 1, 0, s.Seed, null, Open: open));
}
