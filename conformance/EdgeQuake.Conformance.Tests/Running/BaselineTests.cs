using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>Known failures still run and must still fail; a baseline that says anything untrue is stale.</summary>
public sealed class BaselineTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    [Fact]
    public void A_known_failure_is_explained_and_nothing_is_stale()
    {
        var report = Read("- { case: line/cr, reason: 'the parser waits for LF; a CR ends a line' }").Apply(Run(Verdict("line/cr", VerdictStatus.Failed)), today: Today);
        report.Stale.Should().BeEmpty();
        report.For(Verdict("line/cr", VerdictStatus.Failed))!.Reason.Should().StartWith("the parser");
        report.For(Verdict("line/lf", VerdictStatus.Failed)).Should().BeNull();
    }

    [Theory]
    [InlineData("- { case: line/lf, reason: r }", "line/lf: line/lf (raw) passed; take it out of the baseline")]
    [InlineData("- { case: line/nothing, reason: r }", "line/nothing: matches no case that ran")]
    [InlineData("- { case: line/skipped, reason: r }", "line/skipped: matches no case that ran")]
    [InlineData("- { case: line/cr@openai.chat, reason: r }", "line/cr@openai.chat: matches no case that ran")]
    [InlineData("- { case: line/cr, reason: r, expires: 2026-11-23 }", "line/cr: expired on 2026-11-23")]
    [InlineData("- { case: line/cr, reason: r }\n- { case: line/c*, reason: r }", "line/c*: line/cr (raw) is explained by two lines")]
    public void What_is_no_longer_true_is_stale(string yaml, string stale) =>
        Read(yaml).Apply(Mixed(), today: Today).Stale.Should().Equal(stale);

    [Fact]
    public void A_run_of_a_part_does_not_blame_the_rest() =>
        Read("- { case: line/nothing, reason: r }").Apply(Mixed(), partial: true, Today).Stale.Should().BeEmpty();

    [Theory]
    [InlineData("- { case: line/cr }", "b.yaml:1:3: 'line/cr' has no reason; expected the client's words and the rule that they break")]
    [InlineData("- { case: line/cr, reason: '  ' }", "has no reason")]
    [InlineData("- { reason: x }", "an entry without 'case'")]
    [InlineData("- { case: a, reason: x, expire: 2026-01-01 }", "unknown key 'expire'; expected case, reason, issue, expires; did you mean 'expires'?")]
    [InlineData("- { case: a, reason: x, expires: soon }", "'soon' is no day")]
    [InlineData("a: b", "a baseline is a list")]
    [InlineData("- [", "not YAML")]
    public void Bad_files_are_refused_with_their_place(string yaml, string problem)
    {
        var (baseline, problems) = Baseline.Parse(yaml, "b.yaml");
        baseline.Should().BeNull();
        problems.Should().ContainSingle().Which.ToString().Should().Contain(problem);
    }

    [Fact]
    public void An_empty_file_knows_of_nothing() => Read("# nothing\n").Failures.Should().BeEmpty();

    private static Baseline Read(string yaml) => Baseline.Parse(yaml, "b.yaml").Baseline!;

    private static ConformanceRun Mixed() =>
        Run(Verdict("line/cr", VerdictStatus.Failed), Verdict("line/lf", VerdictStatus.Passed), Verdict("line/skipped", VerdictStatus.Skipped));

    private static ConformanceRun Run(params Verdict[] verdicts) => new(Given.Client, verdicts);

    private static Verdict Verdict(string id, VerdictStatus status) =>
        new(id, "raw", "core", "MUST", status, null, [], Cell.Default, 1, 0, null, [], TimeSpan.Zero);
}
