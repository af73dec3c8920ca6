using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>The console's text: worst harm first, every standing counted, and what to type next.</summary>
public sealed class ConsoleReportTests
{
    [Fact]
    public void The_whole_text() =>
        ConsoleReport.Render(Sample.Of(Sample.Result.Clients[0])).Should().Be(
            """
            client-a 1.2.3 (javascript, adapter; raw)

              TEXT LOST, INVENTED OR SHOWN TWICE
              ✗ bom/start  MUST, core by raw
                  rule: About bom/start.
                  seen: the client reported text "ab"; expected "a"
                  also: the client waited 0.1 s; expected >= 1s

              REPORTED AS A SUCCESS AND WAS NONE
              ✗ eof/warn  SHOULD, core by raw
                  rule: About eof/warn.
                  seen: </script><b>&"'· 🦀

              ! retry/broke  broken: the harness or the adapter, not the client
                  seen: the adapter died

              1 known failure: eof/known
              ! baseline: bom/gone matches nothing

              profile    passed   failed   warned    known  skipped      n/a   broken
              core            1        1        1        1        ·        ·        ·
              retry           ·        ·        ·        ·        1        1        1
              all             1        1        1        1        1        1        1
              parsing rules really observed: 4 of 4
              time: 0.31 s for 5 cases that need not wait; 1.25 s for 2 cases that wait, at most 8 at a time; 0.50 s for 1 case run again alone

            Next: edgequake-harness explain bom/start

            """.ReplaceLineEndings("\n"));

    [Fact]
    public void Every_report_says_where_a_client_that_is_no_package_comes_from()
    {
        var run = Sample.Run(Sample.Verdict("bom/start", VerdictStatus.Passed));
        var result = Sample.Of(run with { Client = run.Client with { Source = "example.org/a/b@1a2b3c4 sdks/php" } });

        ConsoleReport.Render(result).Should().Contain("\n  source: example.org/a/b@1a2b3c4 sdks/php\n");
        MarkdownReport.Render(result).Should().Contain("client-a is no package: judged from example.org/a/b@1a2b3c4 sdks/php.");
        JunitReport.Render(result).Should().Contain("name=\"client.source\" value=\"example.org/a/b@1a2b3c4 sdks/php\"");
        HtmlReport.Render(result).Should().Contain(", from example.org/a/b@1a2b3c4 sdks/php</small>");
        ConformanceJson.Read(ConformanceJson.Render(result)).Result!.Clients[0].Client.Source.Should().Be("example.org/a/b@1a2b3c4 sdks/php");
    }

    [Fact]
    public void A_client_that_broke_is_sent_to_the_doctor()
    {
        var text = ConsoleReport.Render(Sample.Of(Sample.Run() with { Broke = "it does not start" }));

        text.Should().Contain("  stopped: it does not start\n").And.EndWith("Next: edgequake-harness doctor, with the same client: it says what to mend first\n");
    }

    [Fact]
    public void When_all_passed_the_next_step_is_to_measure() =>
        ConsoleReport.Render(Sample.Of(Sample.Run(Sample.Verdict("bom/start", VerdictStatus.Passed)))).Should().EndWith("Next: edgequake-harness load URL, to measure what was just judged\n");

    [Fact]
    public void A_must_comes_before_a_should_of_worse_harm_when_it_says_what_to_type_next()
    {
        var should = Sample.Verdict("a/should", VerdictStatus.Failed, "SHOULD", "x", new Finding("client", "text", "a", "b", Harm.Text));
        var must = Sample.Verdict("z/must", VerdictStatus.Failed, "MUST", "x", new Finding("client", "events", "a", "b", Harm.Syntax));

        ConsoleReport.Render(Sample.Of(Sample.Run(should, must))).Should().EndWith("Next: edgequake-harness explain z/must\n");
    }

    [Fact]
    public void Every_verdict_is_counted_once()
    {
        foreach (var run in Sample.Result.Clients)
        {
            Tally.Of(run)[^1].Counts.Values.Sum().Should().Be(run.Verdicts.Count);
            Tally.Of(run).SkipLast(1).Sum(t => t.Counts.Values.Sum()).Should().Be(run.Verdicts.Count);
        }
    }
}
