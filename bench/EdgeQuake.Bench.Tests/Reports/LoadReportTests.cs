using System.Text.RegularExpressions;
using System.Xml.Linq;
using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>The reports of a load run: approved text, and a page that is whole by itself.</summary>
public sealed partial class LoadReportTests
{
    [Fact]
    public void A_run_that_ended_in_its_warm_up_is_not_laid_on_the_machine()
    {
        var run = LoadResults.Of(Runs.Mixed().Header, Some.Profile() with { WarmUp = TimeSpan.FromSeconds(9) }, "x", [Some.Stream(planned: 0)], new(), null);

        (run.ExitCode, LoadText.Verdict(run)).Should().Be((4, "INVALID: nothing was measured, for no stream was planned after the warm-up"));
    }

    [Fact]
    public void The_console_table() => Golden.Match("load-console.txt", LoadConsole.Table(Runs.Mixed()));

    [Fact]
    public void The_markdown() => Golden.Match("load-report.md", LoadMarkdown.Render(Runs.Mixed()));

    [Fact]
    public void A_refused_run_says_why_and_prints_no_figure()
    {
        var run = Runs.Mixed();
        var refused = run with { Refusal = new("not-found", "404 Not Found at /query/stream"), Summary = Summarise.Of(Some.Profile(), []) };

        LoadConsole.Table(refused).Should().Contain("404 Not Found").And.NotContain("p50");
        LoadHtml.Render(refused).Should().Contain("404 Not Found").And.NotContain("<svg");
    }

    [Fact]
    public void The_page_asks_nobody_for_anything()
    {
        var html = LoadHtml.Render(Runs.Mixed());

        html.Should().NotContain("<script").And.NotContain("<link").And.NotContain("@import").And.NotContain("src=").And.NotContain("url(");
        html.Should().Contain("prefers-color-scheme:dark");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(200)]
    [InlineData(5000)]
    public void Every_plot_is_well_formed_and_stays_in_its_frame(int streams)
    {
        var plots = Svg().Matches(LoadHtml.Render(Runs.Mixed(streams))).Select(m => XElement.Parse(m.Value)).ToArray();

        plots.Should().HaveCountGreaterThanOrEqualTo(streams == 1 ? 2 : 7);
        foreach (var plot in plots)
        {
            plot.Descendants("rect").Concat(plot.Descendants("circle")).Should().OnlyContain(e => In(e, "x", "cx", 720) && In(e, "y", "cy", 282));
            plot.ToString().Should().NotContain("NaN").And.NotContain("∞,");
        }
    }

    [Fact]
    public void Five_thousand_streams_make_a_page_of_moderate_size() => LoadHtml.Render(Runs.Mixed(5000)).Length.Should().BeLessThan(600_000);

    [Fact]
    public void What_a_server_says_cannot_become_markup()
    {
        var run = LoadResults.Of(Runs.Mixed().Header, Some.Profile(), "x", [Some.Stream(kind: StreamClass.Server, message: "<script>alert(1)</script>") with { RequestId = "\"><img>" }], new(), null);

        LoadHtml.Render(run).Should().NotContain("<script").And.NotContain("<img");
    }

    [Fact]
    public void A_line_of_progress() =>
        LoadConsole.Line(new(LoadPhase.Steady, TimeSpan.FromSeconds(3.04), TimeSpan.FromSeconds(30), 40, 10, 29, 1, 3000, 1235.4, TimeSpan.FromMilliseconds(87.4)))
            .Should().Be("steady     3.0/30 s · 40 started · 10 running · 29 complete · 1 failed · 1235 tokens/s · ttft p50 87.4 ms");

    [Fact]
    public void Every_word_of_an_outcome_has_a_colour_and_a_name() =>
        LoadHtml.Render(LoadResults.Of(Runs.Mixed().Header, Some.Profile(), "x", [.. Enum.GetValues<StreamClass>().Select((c, i) => Some.Stream(i, i * 10, kind: c))], new(), null))
            .Should().ContainAll(Words.All<StreamClass>());

    private static bool In(XElement e, string a, string b, double limit) => (double)(e.Attribute(a) ?? e.Attribute(b))! is var v && v >= -0.5 && v <= limit;

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Svg();
}
