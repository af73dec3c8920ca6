using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>Cases that wait run apart: none of them holds a place of those that need not, and at most eight are on at once.</summary>
public sealed class WaitingTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Waiting_cases_begin_when_the_quick_ones_are_through_and_at_most_eight_at_a_time()
    {
        var acts = new List<(string Case, int Now)>();
        var now = 0;
        RunInProcess counted = async (request, handler, report, stop) =>
        {
            lock (acts)
                acts.Add((request.Case, ++now));
            var end = await Clients.Plain(request, handler, report, stop);
            lock (acts)
                acts.Add((request.Case, --now));
            return end;
        };
        await using var client = new InProcessClient(Given.Client with { Parallel = 32 }, counted);

        // Waiting and quick ones by turns, as they stand in the corpus.
        var cases = Yaml.Cases(string.Join('\n', Enumerable.Range(0, 12).SelectMany(n => (string[])[Case($"slow/n{n}", "{ wait: 150ms }, "), Case($"quick/n{n}", "")])));
        var run = await Runner.RunAsync(client, cases, new() { Doctor = false }, cancellation: Stop);

        run.Verdicts.Should().OnlyContain(v => v.Status == VerdictStatus.Passed);
        acts.Take(24).Should().OnlyContain(a => a.Case.StartsWith("quick/"));
        acts.Skip(24).Should().HaveCount(24).And.OnlyContain(a => a.Case.StartsWith("slow/"));
        acts.Skip(24).Max(a => a.Now).Should().Be(8);
        (run.Timing!.Quick, run.Timing.Waiting, run.Timing.Again).Should().Be((12, 12, 0));
        run.Timing.WaitingTook.Should().BeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(290), "twelve of 150 ms, eight at a time, are two rounds");
    }

    [Theory]
    [InlineData("{ wait: 99ms }, ", "", "", false)]
    [InlineData("{ wait: 100ms }, ", "", "", true)]
    [InlineData("{ wait: 60ms }, { wait: 60ms }, ", "", "", true)]
    [InlineData("", "client: { idle: 200ms }, ", "", true)]
    [InlineData("", "client: { overall: 200ms }, ", "", true)]
    [InlineData("", "", ", gaps: [\">= 50ms\"]", true)]
    [InlineData("", "", "", false)]
    public void What_waits(string steps, string client, string server, bool waits)
    {
        var yaml = Case("a/b", steps, client, server.Length > 0 ? $", server: {{ requests: 1{server} }}" : "");
        var bound = CaseBinding.Bind(Yaml.Cases(yaml)[0], Given.Client);

        bound.Should().NotBeEmpty().And.OnlyContain(b => Waiting.Waits(b) == waits);
    }

    private static string Case(string id, string steps, string client = "", string server = "") =>
        $"- {{ scenario: {id}, profile: llm, level: MUST, protocol: edgequake, {client}steps: [ {{ tokens: [\"Edge\"] }}, {steps}{{ done: }} ], expect: {{ outcome: complete, text: Edge{server} }} }}";
}
