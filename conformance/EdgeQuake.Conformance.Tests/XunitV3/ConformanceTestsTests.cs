using EdgeQuake.Conformance.XunitV3;
using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;
using Xunit.Sdk;

namespace EdgeQuake.Conformance.Tests;

/// <summary>What the base class makes of a verdict: a failure with its rule and findings, a skip with its reason, a pass.</summary>
public sealed class ConformanceTestsTests
{
    private const string Api = "edgequake.query.documented";

    [Fact]
    public async Task A_client_that_calls_truncation_a_success_fails_with_rule_and_findings()
    {
        var told = await FluentActions.Awaiting(() => new Credulous().Case("eq/missing-done", Api)).Should().ThrowAsync<FailException>();
        told.Which.Message.Should().Contain("eq/missing-done").And.Contain("rule: \"").And.Contain("client: outcome expected incomplete, got complete")
            .And.EndWith("more: edgequake-harness explain eq/missing-done");
    }

    [Fact]
    public async Task The_same_case_is_passed_by_a_truthful_client() => await new GuideClientConformance().Case("eq/missing-done", Api);

    [Fact]
    public async Task A_known_failure_must_still_fail()
    {
        await FluentActions.Awaiting(() => new Credulous { Known = "eq/missing-done" }.Case("eq/missing-done", Api)).Should().ThrowAsync<SkipException>();
        var told = await FluentActions.Awaiting(() => new Credulous { Known = "eq/documented-tokens" }.Case("eq/documented-tokens", Api)).Should().ThrowAsync<FailException>();
        told.Which.Message.Should().Contain("take it off the list");
    }

    /// <summary>Believes that whatever stops has ended well.</summary>
    private sealed class Credulous : ConformanceTests
    {
        public override ClientFacts Facts => GuideClient.Facts;

        public string? Known { get; init; }

        public override IReadOnlyDictionary<string, string> KnownFailures =>
            Known is null ? new Dictionary<string, string>() : new Dictionary<string, string> { [Known] = "it never looks for the end mark" };

        protected override async Task<TranscriptEnd> RunAsync(RunRequest request, HttpClient http, Action<TranscriptItem> report, CancellationToken stop)
        {
            var end = await GuideClient.AskAsync(request, http, report, stop);
            return end.Outcome == Outcome.Incomplete ? end with { Outcome = Outcome.Complete } : end;
        }
    }
}
