using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>Two streams at once of which the caller stops one: each is told and judged for itself, and they are performed together or not at all.</summary>
public sealed class OneStoppedTests
{
    private const string Two = """
        - scenario: two/one-stopped
          profile: llm
          level: MUST
          protocol: edgequake
          client: { streams: 2, cancel: { at: token 1, stream: 1 } }
          steps: [ { gate: everyone }, { token: a }, { gate: stopped }, { token: b }, { done: } ]
          expect: { outcome: complete, text: ab, within: 500ms, stopped: { outcome: cancelled, text: a, server: { closed-by: client } } }
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("text: ab", "text: abc", "expects \"abc\"")]
    [InlineData("text: a,", "text: ab,", "expects \"ab\"")]
    public void Both_expectations_are_held_against_the_script(string right, string wrong, string what) =>
        Yaml.Problems(Two.Replace(right, wrong, StringComparison.Ordinal)).Should().ContainSingle().Which.What.Should().Contain(what);

    [Fact]
    public async Task Only_the_first_is_told_to_stop()
    {
        var told = new List<CancelMoment?>();
        RunInProcess heard = (request, handler, report, stop) =>
        {
            lock (told)
                told.Add(request.Cancel?.At);
            return ReferenceClients.Answer.Run(request, handler, report, stop);
        };
        (await RunAsync(heard)).Should().Match<Verdict>(v => v.Status == VerdictStatus.Passed && v.CellsRun == 2);
        told.Should().BeEquivalentTo(new CancelMoment?[] { CancelMoment.Token, null });
    }

    [Fact]
    public async Task What_a_clock_failed_is_performed_again_with_both()
    {
        var (asked, hung) = (0, 0);
        RunInProcess once = (request, handler, report, stop) =>
        {
            Interlocked.Increment(ref asked);
            var deaf = request.Cancel is not null && Interlocked.Exchange(ref hung, 1) == 0;
            return ReferenceClients.Answer.Run(deaf ? request with { Cancel = null } : request, handler, report, stop);
        };
        (await RunAsync(once)).Status.Should().Be(VerdictStatus.Passed);
        asked.Should().Be(4);
    }

    private static async Task<Verdict> RunAsync(RunInProcess run)
    {
        await using var client = new InProcessClient(ReferenceClients.Answer.Facts with { Apis = ["edgequake.query.documented"] }, run);
        var result = await Runner.RunAsync(client, Yaml.Cases(Two), new() { Lane = LaneKind.Memory, Doctor = false }, cancellation: Stop);
        return result.Verdicts.Should().ContainSingle().Which;
    }
}
