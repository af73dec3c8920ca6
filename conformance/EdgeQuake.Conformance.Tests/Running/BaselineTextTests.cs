using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary><c>baseline write</c>: what is known stays, what is new has no reason yet, and so is refused until somebody gives one.</summary>
public sealed class BaselineTextTests
{
    [Fact]
    public void A_new_failure_has_an_empty_reason_which_reading_refuses()
    {
        var text = BaselineText.Of(Sample.Run(Sample.Verdict("bom/start", VerdictStatus.Failed, reason: "it said\n\"ab\""), Sample.Verdict("bom/twice", VerdictStatus.Passed)));

        text.Should().Contain("# it said \"ab\"\n- case: bom/start\n  reason: ''\n").And.NotContain("bom/twice");
        Baseline.Parse(text, "b.yaml").Problems.Should().ContainSingle().Which.What.Should().Contain("'bom/start' has no reason");
    }

    [Fact]
    public void A_known_reason_comes_back_word_for_word()
    {
        var known = new KnownFailure("bom/*", "it's 'so': \"x\"", "https://example.org/1", new DateOnly(2027, 1, 31));
        var run = Sample.Run(Sample.Verdict("bom/start", VerdictStatus.Failed)) with { Baseline = new BaselineReport([new KnownVerdict("bom/start", "raw", known)], []) };

        Baseline.Parse(BaselineText.Of(run), "b.yaml").Baseline!.Failures.Should().Equal(known with { Case = "bom/start" });
    }

    [Fact]
    public void A_case_that_passed_through_another_api_is_named_with_its_api()
    {
        var failed = Sample.Verdict("bom/start", VerdictStatus.Failed);

        BaselineText.Of(Sample.Run(failed, Sample.Verdict("bom/start", VerdictStatus.Passed) with { Api = "openai.chat" })).Should().Contain("- case: bom/start@raw\n");
        BaselineText.Of(Sample.Run(failed, failed with { Api = "openai.chat" })).Should().Contain("- case: bom/start\n").And.NotContain("@");
    }

    [Fact]
    public void No_failure_is_an_empty_list() =>
        Baseline.Parse(BaselineText.Of(Sample.Run(Sample.Verdict("bom/start", VerdictStatus.Passed))), "b.yaml").Baseline!.Failures.Should().BeEmpty();
}
