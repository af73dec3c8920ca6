using System.Text.Json;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>The badge: a colour that cannot flatter, and the counts of what was judged.</summary>
public sealed class BadgeReportTests
{
    private static readonly Verdict Passed = Sample.Verdict("bom/a", VerdictStatus.Passed);
    private static readonly Verdict Failed = Sample.Verdict("bom/b", VerdictStatus.Failed);
    private static readonly BaselineReport Known = new([new KnownVerdict("bom/b", "raw", new KnownFailure("bom/b", "why", null, null))], []);

    public static TheoryData<string, string, string> Standings => new()
    {
        { "passed", "1 of 1 passed", "brightgreen" },
        { "warned", "1 of 2 passed", "yellowgreen" },
        { "known", "1 of 2 passed, 1 known", "yellow" },
        { "failed", "1 of 2 passed", "red" },
        { "stale", "1 of 1 passed, stale baseline", "red" },
        { "broken", "broken", "lightgrey" },
        { "nothing", "broken", "lightgrey" },
        { "stopped", "broken", "lightgrey" },
        { "interrupted", "interrupted", "lightgrey" },
    };

    [Theory]
    [MemberData(nameof(Standings))]
    public void Message_and_colour_say_how_it_stands(string how, string message, string colour)
    {
        var run = how switch
        {
            "passed" => Sample.Run(Passed, Sample.Verdict("bom/c", VerdictStatus.Skipped)),
            "warned" => Sample.Run(Passed, Failed with { Level = "SHOULD" }),
            "known" => Sample.Run(Passed, Failed) with { Baseline = Known },
            "failed" => Sample.Run(Passed, Failed),
            "stale" => Sample.Run(Passed) with { Baseline = new BaselineReport([], ["bom/gone matches nothing"]) },
            "broken" => Sample.Run(Passed, Sample.Verdict("bom/c", VerdictStatus.Broken)),
            "nothing" => Sample.Run(Sample.Verdict("bom/c", VerdictStatus.Skipped)),
            "stopped" => Sample.Run(Passed) with { Broke = "doctor: no" },
            _ => Sample.Run(Passed, Failed) with { Interrupted = true },
        };

        using var badge = JsonDocument.Parse(BadgeReport.Render(Sample.Of(run)));

        badge.RootElement.GetProperty("schemaVersion").GetInt32().Should().Be(1);
        badge.RootElement.GetProperty("label").GetString().Should().NotBeEmpty();
        badge.RootElement.GetProperty("message").GetString().Should().Be(message);
        badge.RootElement.GetProperty("color").GetString().Should().Be(colour);
        badge.RootElement.TryGetProperty("isError", out _).Should().Be(message == "broken");
    }
}
