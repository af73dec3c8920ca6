using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>A run judges itself: each reading against its two limits.</summary>
public sealed class ValidityRulesTests
{
    private static readonly LoadSummary Fine = Summarise.Of(Some.Profile(), [Some.Stream()]);

    public static TheoryData<Readings, Trust, string> Rows => new()
    {
        { new() { ClockProbe = new(100, 0.1, 4.9, 9) }, Trust.Valid, "none" },
        { new() { ClockProbe = new(100, 0.1, 5.1, 9) }, Trust.Degraded, "clock probe p99 was 5.1 ms (limit 5 ms)*" },
        { new() { ClockProbe = new(100, 0.1, 51, 90) }, Trust.Invalid, "clock probe p99 was 51.0 ms (limit 50 ms)*" },
        { new() { ScheduleLag = new(100, 1, 11, 30) }, Trust.Degraded, "schedule lag p99 was 11.0 ms*" },
        { new() { ScheduleLag = new(100, 1, 251, 300) }, Trust.Invalid, "schedule lag p99 was 251.0 ms*" },
        { new() { PoolDelay = new(100, 1, 20, 300) }, Trust.Degraded, "thread pool delay p99*" },
        { new() { GcPauseMaxMs = 201 }, Trust.Invalid, "longest GC pause was 201.0 ms*" },
        { new() { CpuShare = 0.9 }, Trust.Degraded, "CPU of this process was 90.0 %*" },
        { new() { MachineCpuShare = 1 }, Trust.Degraded, "CPU of the machine was 100.0 %*" },
        { new() { CpuShare = 0.5, GcPauseMaxMs = 3, PoolDelay = new(9, 0.1, 0.2, 1) }, Trust.Valid, "none" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_limit(Readings readings, Trust trust, string why)
    {
        var validity = ValidityRules.Judge(readings, Fine);

        validity.Trust.Should().Be(trust);
        (validity.Findings.Count == 0 ? "none" : string.Join('\n', validity.Findings.Select(f => f.What))).Should().Match(why);
    }

    [Fact]
    public void The_worst_finding_decides() =>
        ValidityRules.Judge(new() { ClockProbe = new(100, 1, 6, 9), GcPauseMaxMs = 300 }, Fine).Should().Match<Validity>(v => v.Trust == Trust.Invalid && v.Findings.Count == 2);

    [Fact]
    public void Buffered_answers_degrade_the_run_and_name_the_usual_cause()
    {
        var buffered = Summarise.Of(Some.Profile(), [Some.Stream(itl: 0.01, tokens: 20)]);

        ValidityRules.Judge(new(), buffered).Findings.Should().ContainSingle().Which.What.Should().Contain("proxy_buffering").And.Contain("gzip");
    }
}
