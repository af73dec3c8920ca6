using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>The judge is itself tested by feeding it wrong observations: each must fail, and by the key that it is wrong in.</summary>
public sealed partial class JudgeTests
{
    [Fact]
    public void Each_key_passes_what_holds_and_fails_what_does_not()
    {
        foreach (var (rows, api) in new[] { (Rows, "edgequake.query.documented"), (RawRows, "raw") })
        {
            foreach (var row in rows)
                Check(row, Given.Case(row.Expect, api: api));
        }
    }

    [Fact]
    public void Every_key_of_an_expectation_has_a_row()
    {
        var keys = Rows.Concat(RawRows).Select(r => r.Key).ToHashSet();
        keys.Should().Contain(["outcome", "kind", "text", "events", "tokens", "sources", "malformed", "thinking", "usage", "finish", "tool-calls", "code", "comments", "attempts"]);
        keys.Should().Contain(["server.requests", "server.gaps", "server.header", "server.same-body", "server.closed-by", "server.backoff"]);
    }

    [Fact]
    public void Who_declares_no_base_delay_is_not_judged_by_it()
    {
        var backoff = new Expectation { Server = Given.Server(backoff: BackoffRule.Base) };
        var twice = Given.Run(journal: Two);
        Judge.Decide(Given.Case(backoff), [twice]).Status.Should().Be(VerdictStatus.NotApplicable);
        Judge.Decide(Given.Case(new() { Any = [backoff, new() { Attempts = new(1, 1) }] }), [twice]).Status.Should().Be(VerdictStatus.Failed, "the other alternative is left");
    }

    [Fact]
    public void A_false_success_outranks_a_wrong_count()
    {
        var bound = Given.Case(new() { Outcome = Outcome.Incomplete, Attempts = new(1, 1) });
        var verdict = Judge.Decide(bound, [Given.Run(journal: Two)]);
        verdict.Findings.Select(f => f.Harm).Should().Equal(Harm.FalseSuccess, Harm.Behaviour);
        verdict.Reason.Should().Be("the client reported outcome complete; expected incomplete");
    }

    [Fact]
    public void The_worst_cell_is_named_with_its_share()
    {
        var bound = Given.Case(new() { Text = "ab" });
        var whole = new Cell(new(WriteKind.Whole));
        var verdict = Judge.Decide(bound, [Given.Run(Given.Tokens("ab"), cell: whole), Given.Run(Given.Tokens("a"), cell: new(new(WriteKind.Byte)))]);
        (verdict.Status, verdict.CellsRun, verdict.CellsFailed).Should().Be((VerdictStatus.Failed, 2, 1));
        verdict.Reason.Should().EndWith("(in [write=byte]; 1 of 2 cells)");
    }

    [Fact]
    public void Of_every_cut_the_smallest_that_fails_is_named()
    {
        var bound = Given.Case(new() { Text = "ab" });
        Run At(int cut, string text) => Given.Run(Given.Tokens(text), cell: new(new(WriteKind.At, At: [cut])));
        var verdict = Judge.Decide(bound, [At(1, "ab"), At(17, "b"), At(9, "a"), At(10, "ab")]);
        verdict.Reason.Should().Contain("when the body is cut after byte 9; 2 of 4 cells");
        verdict.Cell.Write!.At.Should().Equal(9);
    }

    [Fact]
    public void Where_not_all_that_failed_was_cut_once_the_most_harmful_is_shown()
    {
        var bound = Given.Case(new() { Text = "ab", Server = Given.Server(new(1, 1)) });
        var cut = Given.Run(Given.Tokens("ab"), journal: Two, cell: new(new(WriteKind.At, At: [3])));
        var loses = Given.Run(Given.Tokens("a"), cell: new(new(WriteKind.Byte)));
        Judge.Decide(bound, [cut, loses]).Cell.Write!.Kind.Should().Be(WriteKind.Byte);
        var both = Given.Run(Given.Tokens("a"), journal: Two, cell: new(new(WriteKind.Whole)));
        Judge.Decide(bound, [cut with { Cell = new(new(WriteKind.Event)) }, both]).Cell.Write!.Kind.Should().Be(WriteKind.Whole, "its worst finding counts, not its mildest");
    }

    [Fact]
    public void Of_runs_that_did_not_fail_a_fault_of_ours_outranks_what_was_left_out_and_that_a_pass()
    {
        var bound = Given.Case(new() { Outcome = Outcome.Complete });
        var (broken, skipped) = (Given.Run() with { Transcript = new([], null) { Errored = "boom" } }, Given.Run() with { Transcript = new([], null) { Skipped = "no such api" } });
        Judge.Decide(bound, [Given.Run(), skipped, broken]).Status.Should().Be(VerdictStatus.Broken);
        Judge.Decide(bound, [Given.Run(), skipped]).Status.Should().Be(VerdictStatus.Skipped);
        Judge.Decide(bound, [Given.Run()]).Reason.Should().BeNull();
    }

    [Fact]
    public void A_case_that_was_refused_is_never_run_again_and_shows_what_there_is()
    {
        var refused = Given.Case(new() { Outcome = Outcome.Complete }) with { Refused = VerdictStatus.NotApplicable, Reason = "no such api" };
        var run = Given.Run(cell: new(new(WriteKind.Byte))) with { Transcript = new([], null) { Hung = true } };
        Judge.TimingOnly(refused, [run]).Should().BeEmpty();
        Judge.Decide(refused, [run]).Cell.Should().Be(run.Cell);
        Judge.Decide(refused, []).Reason.Should().Be("no such api");
        Judge.Decide(refused with { Reason = null }, []).Reason.Should().Be("refused");
    }

    [Fact]
    public void A_count_of_texts_alone_is_judged()
    {
        var bound = Given.Case(new() { Texts = 2 });
        Judge.Decide(bound, [Given.Run(Given.Tokens("a", "b"))]).Status.Should().Be(VerdictStatus.Passed);
        Judge.Decide(bound, [Given.Run(Given.Tokens("a"))]).Status.Should().Be(VerdictStatus.Failed);
    }

    [Fact]
    public void Any_holds_when_one_alternative_does()
    {
        var bound = Given.Case(new() { Outcome = Outcome.Complete, Any = [new() { Text = "a" }, new() { Text = "b", Attempts = new(2, 2) }] });
        Decide(bound, Given.Run(Given.Tokens("a"))).Status.Should().Be(VerdictStatus.Passed);
        Decide(bound, Given.Run(Given.Tokens("b"), journal: Two)).Status.Should().Be(VerdictStatus.Passed);
        Decide(bound, Given.Run(Given.Tokens("b"))).Status.Should().Be(VerdictStatus.Failed);
        Decide(bound, Given.Run(Given.Tokens("a"), Given.End(Outcome.Incomplete))).Status.Should().Be(VerdictStatus.Failed);
    }

    [Fact]
    public void By_policy_judges_what_the_client_declares_and_nothing_else()
    {
        var bound = Given.Case(new()
        {
            ByPolicy = Policy("afterFirstToken", ("never", new() { Outcome = Outcome.Failed, Attempts = new(1, 1) }), ("restart", new() { Outcome = Outcome.Complete, Attempts = new(2, 2) })),
        });
        var restarting = Given.Client with { Policy = ClientPolicy.None with { AfterFirstToken = "restart" } };
        var resuming = Given.Client with { Policy = ClientPolicy.None with { AfterFirstToken = "resume" } };
        Decide(bound, Given.Run(end: Given.End(Outcome.Failed, FailureKind.Network))).Status.Should().Be(VerdictStatus.Passed);
        Decide(bound, Given.Run(end: Given.End(Outcome.Failed, FailureKind.Network), client: restarting)).Status.Should().Be(VerdictStatus.Failed);
        Decide(bound, Given.Run(journal: Two, client: restarting)).Status.Should().Be(VerdictStatus.Passed);
        var none = Decide(bound, Given.Run(client: resuming));
        none.Status.Should().Be(VerdictStatus.NotApplicable);
        none.Reason.Should().Contain("afterFirstToken: resume");
    }

    private static Dictionary<string, IReadOnlyDictionary<string, Expectation>> Policy(string word, params (string Value, Expectation Then)[] branches) =>
        new() { [word] = branches.ToDictionary(b => b.Value, b => b.Then) };

    private static void Check(Row row, BoundCase bound)
    {
        Decide(bound, row.Right).Should().Match<Verdict>(v => v.Status == VerdictStatus.Passed, $"{row.Key} holds: {Decide(bound, row.Right).Reason}");
        foreach (var (wrong, n) in row.Wrong.Select((w, n) => (w, n + 1)))
        {
            var verdict = Decide(bound, wrong);
            verdict.Status.Should().Be(VerdictStatus.Failed, $"wrong observation {n} of {row.Key}");
            verdict.Findings.Select(f => f.Key).Should().Contain(row.Key, $"wrong observation {n}");
            verdict.Reason.Should().NotBeNullOrWhiteSpace();
        }
    }

    private static Verdict Decide(BoundCase bound, Run run) => Judge.Decide(bound, [run]);
}
