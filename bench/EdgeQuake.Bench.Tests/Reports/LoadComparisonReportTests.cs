using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>A comparison as people read it: approved text, and each way that its last line can go.</summary>
public sealed class LoadComparisonReportTests
{
    [Fact]
    public void The_console() => Golden.Match("compare-console.txt", LoadComparisonText.Console(Slower()));

    [Fact]
    public void The_markdown() => Golden.Match("compare.md", LoadComparisonText.Markdown(Slower()));

    [Fact]
    public void Nothing_to_compare_is_said() =>
        LoadComparisonText.Sentence(LoadComparison.Of(Simulated.Run(1, 0), Simulated.Run(2, 0), Margin.Default)).Should().Be("INCONCLUSIVE: neither run has a stream");

    [Fact]
    public void A_percentile_that_became_infinite_is_no_number() =>
        LoadComparisonText.Console(LoadComparison.Of(Simulated.Run(1, 400), Simulated.Run(2, 400, failed: 0.2), Margin.Default)).Should().MatchRegex(@"ttft\.p95 .* ∞ ms +\+∞").And.NotContain("NaN");

    [Fact]
    public void What_differs_and_what_is_doubtful_stands_below_the_table()
    {
        var comparison = LoadComparison.Of(Simulated.Run(1, 200), Simulated.Run(2, 200, asked: "a|b") with { Machine = "another", Trust = Trust.Invalid }, Margin.Default);
        LoadComparisonText.Markdown(comparison).Should().ContainAll("not asked alike: questions and parameters: the same before, a\\|b after", "measured on different machines", "nothing can be said from it");
    }

    private static LoadComparison Slower() => LoadComparison.Of(Simulated.Run(1, 300, failed: 0.01), Simulated.Run(2, 300, slower: 1.12), Margin.Default);
}
