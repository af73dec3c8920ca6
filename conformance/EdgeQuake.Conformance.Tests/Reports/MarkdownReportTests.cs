using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>The Markdown page: tables that stay tables whatever a client says.</summary>
public sealed class MarkdownReportTests
{
    private readonly string[] _lines = MarkdownReport.Render(Sample.Result).Split('\n');

    [Fact]
    public void Each_client_has_a_line_with_its_counts()
    {
        _lines.Should().Contain("| client-a 1.2.3 | 1 | 1 | 1 | 1 | 1 | 1 | 1 | 4 of 4 |");
        _lines.Should().Contain("| client-b 1.2.3 | 1 | 0 | 0 | 0 | 0 | 0 | 0 | 1 of 1, interrupted |");
    }

    [Fact]
    public void Failures_stand_by_harm_with_rule_and_reason() =>
        _lines.Where(l => l.StartsWith("| `", StringComparison.Ordinal)).Should().Equal(
            "| `bom/start` by raw | MUST | failed | text lost, invented or shown twice | About bom/start. | the client reported text \"ab\"; expected \"a\" |",
            "| `eof/known` by raw | MUST | known | text lost, invented or shown twice | About eof/known. | as known |",
            "| `eof/warn` by raw | SHOULD | warned | reported as a success and was none | About eof/warn. | \\</script>\\<b>&\"'·\u2028🦀 |",
            "| `retry/broke` by raw | MUST | broken |  | About retry/broke. | the adapter died |");

    [Fact]
    public void A_client_that_was_stopped_says_why() => _lines.Should().Contain("Stopped: stopped early");
}
