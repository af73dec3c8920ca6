using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>Every command of every document is run, or says to its reader that it is not.</summary>
public sealed class DocRunTests
{
    /// <summary>Those that hold anything to be played.</summary>
    public static TheoryData<string> Documents => [.. All.Where(DocRun.IsPlayed).Select(l => l.File).Distinct()];

    private static IReadOnlyList<DocLine> All { get; } = [.. DocLine.Documents.SelectMany(d => DocLine.Read(d, Repository.Text(d)))];

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Every_command_of_it_runs(string document)
    {
        var outcomes = await DocRun.OfAsync(document);
        outcomes.Where(o => !Well(o)).Select(o => $"{o.Line.File}:{o.Line.Line}: {o.Line.Command}\n  played as: {o.Ran}\n  exit {o.Exit}: {Tail(o.Output)}").Should().BeEmpty();
        outcomes.Where(o => o is { Missing: null, Line.Shows: not null } && !Shown.Holds(o.Line.Shows!, o.Output)).Select(o => $"{o.Line.File}:{o.Line.Line} shows\n{o.Line.Shows}\nand this was printed\n{o.Output}").Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task What_it_needs_beside_the_sdk_is_here(string document)
    {
        var missing = (await DocRun.OfAsync(document)).Where(o => o.Missing is not null).Select(o => $"{o.Line.Line}: {o.Line.Command} ({o.Missing})").ToArray();
        Assert.SkipUnless(missing.Length == 0, $"{document}, not run: {string.Join("; ", missing)}");
    }

    /// <summary>ACCEPT_GOLDEN=1 writes the list anew: a command that is run no more shows in review.</summary>
    [Fact]
    public void What_is_not_run_is_counted_and_says_why()
    {
        var marked = All.Where(l => l.NotRun is not null).ToArray();
        marked.Should().OnlyContain(l => l.NotRun!.Length > 3, "a mark says why");
        Golden.Match("not-run.txt", $"{marked.Length} of {All.Count} commands are not run\n" + string.Concat(marked.Select(l => $"{l.File}: {l.Command}: {l.NotRun}\n")));
    }

    [Fact]
    public void No_command_stands_where_nobody_runs_it() =>
        DocLine.Documents.SelectMany(d => DocLine.Outside(Repository.Text(d)).Select(l => $"{d}: {l}")).Should().BeEmpty("commands stand in ```sh blocks");

    [Fact]
    public void What_is_run_elsewhere_is_really_run_there()
    {
        Elsewhere.All.Should().OnlyContain(e => Repository.Text(e.File).Contains(e.Words, StringComparison.Ordinal));
        Elsewhere.All.Select(e => e.Command).Except(All.Select(l => l.Command)).Should().BeEmpty("else the list is longer than it need be");
    }

    [Fact]
    public void A_document_is_read_as_a_reader_reads_it()
    {
        const string Text = "# A\n\n```sh\nedgequake-harness list     # every case\n# a word\ncurl 'a#b'   # not run: no server\n```\n\n```text\n12 cases\n```\n\n```\ndotnet test\n```\n";
        DocLine.Read("a.md", Text).Should().Equal(
            new DocLine("a.md", 4, 0, "edgequake-harness list", null, null), new DocLine("a.md", 6, 0, "curl 'a#b'", "no server", "12 cases\n"));
        DocLine.Outside(Text).Should().Equal("dotnet test");
    }

    [Theory]
    [InlineData("edgequake-harness load http://localhost:8080 --rate 50/s --for 1m", "edgequake-harness load http://localhost:4242 --rate 50/s --for 300ms")]
    [InlineData("edgequake-harness load u --stages 0-20/s:30s,20/s:60s --count 500", "edgequake-harness load u --stages 0-20/s:150ms,20/s:150ms --count 10")]
    [InlineData("edgequake-harness selftest --levels 1000 --for 3s", "edgequake-harness selftest --levels 2 --for 500ms")]
    [InlineData("edgequake-harness conform -- node a.mjs", "edgequake-harness conform --run field -- node a.mjs")]
    [InlineData("edgequake-harness selftest", "edgequake-harness selftest --levels 2 --for 500ms")]
    [InlineData("dotnet run -c Release --project bench/EdgeQuake.Harness -- list", "edgequake-harness list")]
    [InlineData("dotnet run -c Release --project bench/EdgeQuake.Harness.X -- list", "dotnet run -c Release --project bench/EdgeQuake.Harness.X -- list")]
    public void A_command_is_shortened_and_stays_what_it_is(string told, string played) => Shortened.Of(told, p => p == 8080 ? 4242 : p).Should().Be(played);

    [Theory]
    [InlineData("12 passed, 0.5 ms", "417 passed, 80.9 ms\nmore", true)]
    [InlineData("a 1\n…\nb 2", "a 9\nx\ny\nb 8\n", true)]
    [InlineData("12 passed", "12 failed", false)]
    public void What_is_shown_is_what_was_printed_but_for_its_numbers(string shown, string printed, bool holds) => Shown.Holds(shown, printed).Should().Be(holds);

    /// <summary>A judgement of what was asked is an answer; a word that is not known, or something that broke, is none.</summary>
    private static bool Well(DocOutcome o) => o.Ran.Contains("edgequake-harness", StringComparison.Ordinal) ? o.Exit is 0 or 1 or 4 or 5
        : o.Ran.StartsWith("curl", StringComparison.Ordinal) ? o.Exit is not (2 or 3 or 6 or 7)
        : o.Exit == 0;

    private static string Tail(string text) => text.Length > 600 ? "…" + text[^600..] : text;
}
