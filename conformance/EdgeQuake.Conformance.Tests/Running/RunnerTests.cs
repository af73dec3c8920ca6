using System.Threading.Channels;
using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>The runner end to end, in process: lanes, gates, guards, streams, and what it does when a client or the user does not play along.</summary>
public sealed class RunnerTests
{
    private const string Whole = """
        - { scenario: whole/answer, profile: llm, level: MUST, protocol: edgequake, steps: [ { tokens: ["Edge", "Quake"] }, { done: } ], expect: { outcome: complete, text: EdgeQuake } }
        """;

    private const string Prompt = """
        - scenario: prompt/two
          profile: llm
          level: MUST
          protocol: edgequake
          steps: [ { token: a }, { gate: reported(1) }, { token: b }, { gate: reported(2) }, { done: } ]
          expect: { outcome: complete, text: ab, within: 5s }
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(LaneKind.Memory)]
    [InlineData(LaneKind.Socket)]
    public async Task The_reference_passes_on_both_lanes_and_through_both_families(LaneKind lane)
    {
        var run = await RunAsync(ReferenceClients.Answer.Run, ReferenceClients.Answer.Facts, Whole + "\n" + Prompt, new() { Lane = lane });
        run.Doctor!.Well.Should().BeTrue(run.Doctor.Mistake);
        run.Verdicts.Select(v => $"{v.Case} {v.Api} {v.Status} {v.Reason}".Trim()).Should().Equal(
            "whole/answer edgequake.query.documented Passed", "whole/answer openai.chat Passed",
            "prompt/two edgequake.query.documented Passed", "prompt/two openai.chat Passed");
    }

    [Fact]
    public async Task A_client_that_never_reports_promptly_hangs_at_the_gate_and_is_run_again_alone()
    {
        var heard = Channel.CreateUnbounded<RunnerMessage>();
        var run = await RunAsync(Clients.Buffering, Given.Client, Prompt.Replace("5s", "300ms"), new() { Doctor = false }, heard.Writer);
        run.Verdicts.Should().ContainSingle().Which.Should().Match<Verdict>(v => v.Status == VerdictStatus.Failed && v.Findings[0].Harm == Harm.Hang && v.Wire!.Count > 0);
        heard.Writer.Complete();
        (await heard.Reader.ReadAllAsync(Stop).ToListAsync(Stop)).OfType<RunnerMessage.CaseRerun>().Should().ContainSingle();
    }

    [Fact]
    public async Task A_failure_that_only_a_clock_saw_does_not_count_when_it_does_not_come_again()
    {
        var hung = 0;
        RunInProcess once = async (request, handler, report, stop) =>
        {
            if (Interlocked.Increment(ref hung) > 1)
                return await Clients.Plain(request, handler, report, stop);
            using var http = new HttpClient(handler, disposeHandler: false);
            await http.GetStringAsync(request.Url, stop);
            return await Clients.Never(stop);
        };
        var run = await RunAsync(once, Given.Client, Whole.Replace("text: EdgeQuake", "text: EdgeQuake, within: 300ms"), new() { Doctor = false });
        run.Verdicts.Should().ContainSingle().Which.Status.Should().Be(VerdictStatus.Passed);
        hung.Should().Be(2);
    }

    [Fact]
    public async Task An_adapter_that_breaks_is_broken_and_the_rest_goes_on()
    {
        RunInProcess breaks = (request, handler, report, stop) =>
            request.Case == "whole/answer" ? throw new InvalidOperationException("oops") : Clients.Plain(request, handler, report, stop);
        var run = await RunAsync(breaks, Given.Client, Whole + "\n" + Whole.Replace("whole/answer", "whole/second"), new() { Doctor = false });
        run.Verdicts.Select(v => v.Status).Should().Equal(VerdictStatus.Broken, VerdictStatus.Passed);
        run.Verdicts[0].Reason.Should().Contain("oops");
    }

    [Fact]
    public async Task An_adapter_that_breaks_ten_times_in_a_row_is_not_asked_again()
    {
        var asked = 0;
        RunInProcess breaks = (_, _, _, _) =>
        {
            Interlocked.Increment(ref asked);
            throw new InvalidOperationException("oops");
        };
        var many = string.Join('\n', Enumerable.Range(1, 30).Select(i => Whole.Replace("whole/answer", $"whole/n{i}")));
        var run = await RunAsync(breaks, Given.Client, many, new() { Doctor = false });
        run.Broke.Should().Contain("10 times in a row").And.Contain("oops");
        run.Verdicts.Should().HaveCount(30).And.OnlyContain(v => v.Status == VerdictStatus.Broken);
        asked.Should().BeLessThan(15);
    }

    [Fact]
    public async Task A_client_that_never_connects_is_broken_not_failed()
    {
        RunInProcess silent = (_, _, _, stop) => Clients.Never(stop);
        var run = await RunAsync(silent, Given.Client, Whole, new() { Doctor = false, ConnectGuard = TimeSpan.FromMilliseconds(200) });
        run.Verdicts.Should().ContainSingle().Which.Should().Match<Verdict>(v => v.Status == VerdictStatus.Broken && v.Reason!.Contains("never sent a request"));
    }

    [Fact]
    public async Task An_unknown_route_is_named_with_the_known_ones()
    {
        RunInProcess lost = (request, handler, report, stop) => Clients.Plain(request with { Url = new Uri(request.Origin, "/v2/ask") }, handler, report, stop);
        var run = await RunAsync(lost, Given.Client, Whole, new() { Doctor = false });
        run.Verdicts.Should().ContainSingle().Which.Should().Match<Verdict>(v => v.Status == VerdictStatus.Broken
            && v.Reason!.StartsWith("your client asked for GET /v2/ask; known routes: GET or POST /query/stream"));
    }

    [Fact]
    public async Task What_was_judged_before_a_cancellation_is_kept()
    {
        using var user = new CancellationTokenSource();
        var heard = Channel.CreateUnbounded<RunnerMessage>();
        RunInProcess slow = (request, handler, report, stop) =>
            request.Case == "whole/answer" ? Clients.Plain(request, handler, report, stop) : Clients.Never(stop);
        var running = RunAsync(slow, Given.Client, Whole + "\n" + Whole.Replace("whole/answer", "whole/never"), new() { Doctor = false }, heard.Writer, user.Token);
        await foreach (var message in heard.Reader.ReadAllAsync(Stop))
        {
            if (message is RunnerMessage.CaseJudged)
                break;
        }

        await user.CancelAsync();
        var run = await running.WaitAsync(TimeSpan.FromSeconds(30), Stop);
        run.Interrupted.Should().BeTrue();
        run.Verdicts.Should().ContainSingle().Which.Case.Should().Be("whole/answer");
    }

    [Fact]
    public async Task Streams_of_a_case_run_at_once_and_never_more_than_the_client_takes()
    {
        var (now, most) = (0, 0);
        RunInProcess counted = async (request, handler, report, stop) =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref now));
            var end = await Clients.Plain(request, handler, report, stop);
            Interlocked.Decrement(ref now);
            return end;
        };
        var three = Whole.Replace("steps:", "client: { streams: 3 }, steps:");
        var run = await RunAsync(counted, Given.Client with { Parallel = 4 }, three + "\n" + Whole.Replace("whole/answer", "whole/b"), new() { Doctor = false });
        run.Verdicts.Select(v => (v.Status, v.CellsRun)).Should().Equal((VerdictStatus.Passed, 3), (VerdictStatus.Passed, 1));
        most.Should().BeLessThanOrEqualTo(4);
        var few = await RunAsync(counted, Given.Client with { Parallel = 2 }, three, new() { Doctor = false });
        few.Verdicts.Should().ContainSingle().Which.Should().Match<Verdict>(v => v.Status == VerdictStatus.Skipped && v.Reason == "it needs 3 streams at once; the client takes 2");
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); value > seen; seen = Volatile.Read(ref target))
        {
            if (Interlocked.CompareExchange(ref target, value, seen) == seen)
                return;
        }
    }

    private static async Task<ConformanceRun> RunAsync(
        RunInProcess client, ClientFacts facts, string yaml, RunnerOptions options, ChannelWriter<RunnerMessage>? heard = null, CancellationToken? stop = null)
    {
        await using var attached = new InProcessClient(facts, client);
        return await Runner.RunAsync(attached, Yaml.Cases(yaml), options, heard, stop ?? Stop);
    }
}
