using System.Text.RegularExpressions;
using System.Xml.Linq;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>Providers side by side: approved text, one page, and never a provider's name over a scripted figure.</summary>
public sealed partial class ProvidersReportTests
{
    [Fact]
    public void The_console() => Golden.Match("providers-console.txt", ProvidersText.Console(Some()));

    [Fact]
    public void The_markdown() => Golden.Match("providers.md", ProvidersText.Markdown(Some()));

    [Fact]
    public void What_is_written_reads_back_to_the_same_reports()
    {
        var result = Some();
        var read = ProvidersJson.Read(ProvidersJson.Write(result));
        ProvidersText.Markdown(read).Should().Be(ProvidersText.Markdown(result));
        ProvidersHtml.Render(read).Should().Be(ProvidersHtml.Render(result));
    }

    [Fact]
    public void Simulated_rows_stand_apart_under_what_they_are()
    {
        var groups = ProvidersText.Groups(Some()).ToList();
        groups.Select(g => g.Title).Should().Equal("measured", "simulated, not the provider");
        groups[1].Rows.Should().OnlyContain(r => r.Name.StartsWith("pace "));
        ProvidersText.Markdown(Some()).Split("## Simulated, not the provider")[0].Should().NotContain("pace gpt-4 |");
    }

    [Fact]
    public void The_page_has_the_distributions_of_all_rows_in_each_frame_and_asks_nobody()
    {
        var html = ProvidersHtml.Render(Some());
        html.Should().NotContain("<script").And.NotContain("src=").And.NotContain("url(").And.Contain("simulated, not the provider");
        var plots = Svg().Matches(html).Select(m => XElement.Parse(m.Value)).Where(p => p.Attribute("role") is not null).ToList();
        plots.Should().HaveCountGreaterThanOrEqualTo(8);
        plots.Take(4).Should().OnlyContain(p => p.Elements("path").Count(e => ((string)e.Attribute("class")!).StartsWith("line ")) == 2, "two rows were measured");
    }

    [Fact]
    public void The_exit_code_says_that_a_row_is_missing()
    {
        Some().ExitCode.Should().Be(3);
        (Some() with { Skipped = [] }).ExitCode.Should().Be(0);
        (Some() with { Skipped = [], Rows = [] }).ExitCode.Should().Be(3);
        (Some() with { Interrupted = true }).ExitCode.Should().Be(130);
    }

    private static ProvidersResult Some()
    {
        MeasuredProvider[] rows =
        [
            Row("Alpha | 1", 1, price: 0.6), Row("Beta", 1.2), Row("pace gpt-4", 2) with { Simulated = true },
        ];
        return new(rows[0].Run.Header with { Kind = "providers" }, 4, 50, 1, rows, [new("Gamma", "401 Unauthorized at /v1: give a key")], ProviderRuns.Compared(rows), false);
    }

    private static MeasuredProvider Row(string name, double slower, double? price = null)
    {
        var run = Made.Run(200, slower);
        var streams = run.Streams.Select(s => s with { UsageTokens = 25 }).ToArray();
        return new(name, false, "model-x", price, ProviderCost.Of(price, streams), new(-1, 0, StreamClass.Complete, 200, "req-x", 300 * slower, 900, 20, null), run);
    }

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Svg();
}
