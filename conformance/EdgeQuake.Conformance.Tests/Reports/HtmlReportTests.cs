using System.Text.Json;
using System.Text.RegularExpressions;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>The page: one file, offline, hostile text harmless, every verdict reachable.</summary>
public sealed partial class HtmlReportTests
{
    private readonly string _page = HtmlReport.Render(Sample.Result);

    [Fact]
    public void It_asks_the_network_for_nothing() =>
        Regex.IsMatch(_page, @"<link|<img|<iframe|\ssrc=|@import|url\(|fetch\(|XMLHttpRequest").Should().BeFalse();

    [Fact]
    public void Text_of_a_client_cannot_become_markup()
    {
        Regex.Count(_page, "</script>").Should().Be(2, "the page has two script elements");
        _page.Should().NotContain("<b>").And.Contain("&lt;/script&gt;&lt;b&gt;");
    }

    [Fact]
    public void Every_verdict_has_a_button_and_its_data()
    {
        var data = JsonDocument.Parse(Data().Match(_page).Groups["json"].Value).RootElement;
        var verdicts = Sample.Result.Clients.SelectMany(c => c.Verdicts).ToArray();

        Regex.Matches(_page, "data-i=\"(\\d+)\"").Select(m => int.Parse(m.Groups[1].Value)).Order().Should().Equal(Enumerable.Range(0, verdicts.Length));
        data.GetProperty("cells").EnumerateArray().Select(c => c.GetProperty("case").GetString()).Should().Equal(verdicts.Select(v => v.Case));
    }

    [Fact]
    public void A_cell_holds_the_rule_the_bytes_and_both_witnesses()
    {
        var data = JsonDocument.Parse(Data().Match(_page).Groups["json"].Value).RootElement;
        var cell = data.GetProperty("cells")[1];

        data.GetProperty("rules").GetProperty("bom/start").GetProperty("about").GetString().Should().Be("About bom/start.");
        Lines(cell, "wire").Should().Equal("9.8 ms | #1 head | 0000  48 54 54 50 2f 31 2e 31                          HTTP/1.1\n", " | #1 end reset | ");
        Lines(cell, "said").Should().HaveElementAt(0, "0.5 ms | event message \"d\" id \"7\"").And.HaveElementAt(10, "10.5 ms | end: failed, http, status 503, code C, 2 attempts, retry after 7 s, \"m\", text \"text\"");
        Lines(cell, "saw").Should().Equal(
            "0.0 ms | request 1 on connection 1: POST /raw?q=1, attempt 1, repeated by the transport", "0.3 ms | response head sent", "1.0 ms | last of 1 writes, 12 body bytes in all",
            "7.5 ms | the client closed first (fin)", "8.5 ms | asked to end by reset, did peer-closed, 12 bytes acknowledged; a note", " | unmet header");
    }

    [GeneratedRegex("id=\"data\">(?<json>.*?)</script>", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Data();

    private static string[] Lines(JsonElement cell, string name) =>
        [.. cell.GetProperty(name).EnumerateArray().Select(line => string.Join(" | ", line.EnumerateArray().Select(p => p.GetString())))];
}
