using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>The exit code of a load run: the first that applies of 130, 3, 4, 1, 5, 0.</summary>
public sealed class ExitCodeTests
{
    private static readonly LoadResult Good = Runs.Mixed() with { Load = Runs.Mixed().Load with { MaxFailed = 0.1 }, Objectives = [] };
    private static readonly ObjectiveVerdict Missed = new(new("ttft.p50<1ms", "ttft", "p50", Bound.Below, 1), 90, ObjectiveResult.Missed);
    private static readonly ObjectiveVerdict TooFew = new(new("ttft.p99<1s", "ttft", "p99", Bound.Below, 1000), null, ObjectiveResult.TooFew);
    private static readonly Validity Invalid = new(Trust.Invalid, [new(Trust.Invalid, "late")], 60);

    public static TheoryData<int, LoadResult> Rows => new()
    {
        { 0, Good },
        { 0, Good with { Validity = new(Trust.Degraded, [], 6) } },
        { 1, Good with { Load = Good.Load with { MaxFailed = 0.05 } } },
        { 1, Good with { Objectives = [TooFew, Missed] } },
        { 5, Good with { Objectives = [TooFew] } },
        { 4, Good with { Objectives = [Missed], Validity = Invalid } },
        { 3, Good with { Refusal = new("not-found", "404"), Validity = Invalid } },
        { 130, Good with { Interrupted = true, Validity = Invalid } },
        { 3, LoadResults.Of(Good.Header, Some.Profile(), "x", [Some.Stream(kind: StreamClass.Network, tokens: 0) with { Status = null }], new(), null) },
        { 1, LoadResults.Of(Good.Header, Some.Profile(), "x", [Some.Stream(kind: StreamClass.Network, tokens: 2)], new(), null) },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_first_that_applies(int code, LoadResult run) => run.ExitCode.Should().Be(code);
}
