using System.Text.RegularExpressions;
using System.Xml.Linq;
using EdgeQuake.Bench.Parsers;
using EdgeQuake.FakeServer;
using EdgeQuake.Harness;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>results/index.html and the rows of its README are what the run.json files give, to the byte; and the page says where each figure is from.</summary>
public sealed partial class ResultsPageTests
{
    private const string Again = "both are written by 'edgequake-harness publish --index', in the root of the repository";

    private static string Results { get; } = Path.Combine(Repository.Root, "results");

    private static readonly IReadOnlyList<PublishedRun> s_published = PublishedRuns.Read(Results);

    [Fact]
    public void The_page_is_what_the_runs_give() => ResultsPage.Render(s_published).Should().Be(Repository.Text("results/index.html"), Again);

    [Fact]
    public void The_rows_of_the_readme_are_what_the_runs_give()
    {
        var text = Repository.Text("results/README.md");
        ResultsIndex.Readme(text, s_published).Should().Be(text, Again);
    }

    [Fact]
    public void Every_published_run_of_a_known_kind_can_be_read() => s_published.Should().HaveCountGreaterThan(10).And.OnlyContain(r => r.Problem == null);

    [Fact]
    public void The_page_is_small_asks_nobody_and_names_every_run()
    {
        var page = Repository.Text("results/index.html");
        page.Length.Should().BeLessThan(500_000);
        page.Should().NotContain("<script").And.NotContain("src=").And.NotContain("url(").And.NotContain("http-equiv");
        Address().Matches(page).Should().BeEmpty("links lead to files beside it");
        s_published.Should().OnlyContain(r => page.Contains($"href=\"{r.Folder}/run.json\"", StringComparison.Ordinal));
        Svg().Matches(page).Select(m => XElement.Parse(m.Value)).Should().HaveCountGreaterThan(20, "every plot is well-formed");
    }

    [Fact]
    public void Every_link_leads_to_a_file() =>
        Link().Matches(Repository.Text("results/index.html")).Select(m => m.Groups[1].Value).Where(l => l[0] != '#' && !File.Exists(Path.Combine(Results, l))).Should().BeEmpty();

    [Fact]
    public void An_unknown_kind_is_a_plain_row_and_a_file_that_cannot_be_read_says_so()
    {
        var page = ResultsPage.Render([Run("cakes", 1, kind: "cake <b>"), Run("broken", 1, problem: "this is <no> JSON")]);
        page.Should().Contain("cake &lt;b&gt;").And.Contain("its figures cannot be read: this is &lt;no&gt; JSON").And.NotContain("id=\"load\"");
        page.Should().Contain("2 runs of 2 entries");
    }

    [Fact]
    public void Runs_of_one_name_and_kind_are_a_history_the_newest_first()
    {
        var page = ResultsPage.Render([Run("parsers", 1, Parsed(30)), Run("parsers", 3, Parsed(10)), Run("parsers", 2, Parsed(20)), Run("other", 1, Parsed(7))]);
        var history = page.Split("id=\"history\"")[1].Split("id=\"runs\"")[0];
        history.Should().Contain("3 runs").And.NotContain("other");
        Ordered(history, [.. new[] { "10.0 ± 1.00 (n 15)", "20.0 ± 1.00 (n 15)", "30.0 ± 1.00 (n 15)" }.Select(SvgPlot.Escape)]);
        page.Split("id=\"history\"")[0].Should().Contain("<td>10.0</td>").And.NotContain("<td>20.0</td>", "a part shows the newest run");
    }

    [Fact]
    public void A_client_is_of_the_newest_run_that_judged_it()
    {
        var entries = PublishedEntry.Of(s_published);
        var clients = ClientsPart.Newest(entries);
        clients.Select(c => c.Run.Client.Name).Should().OnlyHaveUniqueItems().And.HaveCountGreaterThan(5);
        foreach (var (source, run) in clients)
        {
            s_published.Where(r => r.Fact is Conformance.ConformanceResult c && c.Clients.Any(x => x.Client.Name == run.Client.Name)).Max(r => r.StartedUtc).Should().Be(source.StartedUtc);
        }
    }

    [Fact]
    public void A_load_of_this_machine_is_headed_simulated_and_another_measured()
    {
        var page = ResultsPage.Render([Run("pace", 1, Made.Run(200)), Run("far", 1, Made.Run(200, target: "https://api.example.com/v1"))]);
        Ordered(page, $"<h3>{ProvidersText.SimulatedHead}</h3>", "pace", "<h3>measured</h3>", "far");
    }

    [Fact]
    public void An_interval_is_drawn_where_it_lies_and_nothing_where_there_is_no_value()
    {
        var column = new IntervalColumn([Interval.Of(10, 1, 100), null]);
        column.Row(null).Should().NotContain("circle");
        var row = XElement.Parse(column.Row(Interval.Of(10, 1, 100)));
        var dot = (double)row.Element("circle")!.Attribute("cx")!;
        dot.Should().BeApproximately(115, 3, "ten is in the middle of one and a hundred");
        ((string)row.Elements("path").Last().Attribute("d")!).Should().MatchRegex("^M(8|9)");
        Interval.Of(double.PositiveInfinity, 1, 2).Should().BeNull();
        Interval.Of(5, null, double.PositiveInfinity).Should().Be(new Interval(5, 5, 5));
    }

    private static void Ordered(string text, params string[] words)
    {
        var at = -1;
        foreach (var word in words)
        {
            var next = text.IndexOf(word, at + 1, StringComparison.Ordinal);
            next.Should().BeGreaterThan(at, "'{0}' comes here", word);
            at = next;
        }
    }

    private static PublishedRun Run(string name, int day, object? fact = null, string kind = "some", string? problem = null) =>
        new(name, $"{name}-{day}", $"{name}-{day}/run.json", kind, "linux, 2 cores", "abcdef123456", new(2026, 3, day, 0, 0, 0, TimeSpan.Zero), "", fact, problem);

    private static ParserRun Parsed(double ns) => new(
        RunHeaders.Capture(ParserRun.Kind, 1, 7, [], new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), TimeSpan.FromSeconds(9)), [new(NodeParser.Text, "edgequake", 1400, 40, ns, ns, 1, 15, null)]);

    [GeneratedRegex("""(?:href|src)="[a-z]+:""")]
    private static partial Regex Address();

    [GeneratedRegex("""href="([^"]+)""")]
    private static partial Regex Link();

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Svg();
}
