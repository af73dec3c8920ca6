using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>Reports of the server's self-tests: read back from their run.json, and honest about what is missing.</summary>
public sealed class PacingReportTests
{
    private static readonly PacingRow Row = new(
        Contender.Edgequake, 10_000, 2, true,
        [.. new[] { 0.5, 0.3, 0.9 }.Select(p99 => new PacingMeasure(new(10_000, 60_000, 4, new(0.02, p99, 2, 3), 1, 0.0012, 0.3, new(0.1, 3, 4, 5)), 0, 14.5, 10.8, 1, null, "normal, nice 0"))]);

    [Fact]
    public void A_pacing_run_reads_back()
    {
        var result = SomePacing.Result([Row]);
        var read = PacingReport.Read(PacingReport.Json(result));

        PacingReport.Text(read).Should().Be(PacingReport.Text(result)).And.Contain("MET: memory of a stream at 10,000 at once: 10.8 KB (goal ≤ 12 KB)");
        PacingReport.Markdown(read).Should().Be(PacingReport.Markdown(result))
            .And.Contain("| 10,000 in unison | 2.00 | edgequake |").And.Contain("0.500 [0.300, 0.900]").And.Contain("ran as: normal, nice 0");
    }

    [Fact]
    public void A_throughput_run_reads_back_and_says_that_aimock_is_missing()
    {
        var result = SomePacing.Throughput(aimock: null);
        var read = ThroughputReport.Read(ThroughputReport.Json(result));

        ThroughputReport.Text(read).Should().Be(ThroughputReport.Text(result)).And.Contain("aimock was not measured: it is not installed in bench/aimock");
        ThroughputReport.Markdown(read).Should().Be(ThroughputReport.Markdown(result)).And.Contain("NOT-MEASURED: events per CPU second against aimock");
        ThroughputReport.Text(SomePacing.Throughput("1.2.3")).Should().Contain("@copilotkit/aimock 1.2.3").And.NotContain("was not measured");
    }
}
