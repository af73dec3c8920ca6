using System.Text.RegularExpressions;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>The size budget: files of a median of 60 lines, nine in ten below 160, none above 300; methods of nine in ten 25, none above 70.</summary>
public sealed partial class SizeTests
{
    [Fact]
    public void Files_stay_within_the_budget()
    {
        var sizes = Repository.Sources.Select(f => (File: f, Lines: Repository.Lines(f).Length)).OrderBy(x => x.Lines).ToList();
        sizes.Where(x => x.Lines > 300).Select(x => $"{x.File}: {x.Lines}").Should().BeEmpty("no file is longer than 300 lines");
        sizes[sizes.Count / 2].Lines.Should().BeLessThanOrEqualTo(60, "that is the budget of the median");
        sizes[sizes.Count * 9 / 10].Lines.Should().BeLessThanOrEqualTo(160, "that is the budget of nine in ten");
    }

    [Fact]
    public void Methods_stay_within_the_budget()
    {
        var sizes = Repository.Sources.SelectMany(f => Methods(Repository.Lines(f)).Select(m => (Where: $"{f}:{m.Line}", m.Lines))).OrderBy(x => x.Lines).ToList();
        sizes.Should().HaveCountGreaterThan(20, "else the methods are not found");
        sizes.Where(x => x.Lines > 70).Select(x => $"{x.Where}: {x.Lines}").Should().BeEmpty("no method is longer than 70 lines");
        sizes[sizes.Count * 9 / 10].Lines.Should().BeLessThanOrEqualTo(25, "that is the budget of nine in ten");
    }

    [Fact]
    public void A_long_method_is_found()
    {
        string[] source = ["class A", "{", "    int B(", "        int c)", "    {", .. Enumerable.Repeat("        c++;", 80), "    }", "}"];
        Methods(source).Should().Equal((3, 84));
    }

    [Fact]
    public void Every_source_opens_with_its_namespace_and_a_doc_comment()
    {
        var found = Repository.Sources.Where(f => !IsTopLevel(f) && !Opens(Repository.Lines(f))).ToList();
        found.Should().BeEmpty("a file opens with its namespace, then says what it is");
    }

    // The formatter holds the indentation, so a member's braces stand at the column where its header starts.
    private static IEnumerable<(int Line, int Lines)> Methods(string[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            if (!BlockOpens().IsMatch(lines[i]))
            {
                continue;
            }

            var indent = lines[i].Length - 1;
            var start = i - 1;
            while (start > 0 && (lines[start].Length <= indent || lines[start][indent] == ' '))
            {
                start--;
            }

            var end = Array.FindIndex(lines, i, l => l.StartsWith(new string(' ', indent) + "}", StringComparison.Ordinal));
            if (Header().IsMatch(lines[start]) && end > i)
            {
                yield return (start + 1, end - start + 1);
            }
        }
    }

    private static bool IsTopLevel(string file) => Path.GetFileName(file) == "Program.cs" || file.Contains("/adapters/", StringComparison.Ordinal);

    private static bool Opens(string[] lines)
    {
        var at = Array.FindIndex(lines, l => l.StartsWith("namespace ", StringComparison.Ordinal));
        return at >= 0 && lines.Take(at).All(l => l.Length == 0 || l.StartsWith("using ", StringComparison.Ordinal) || l.StartsWith("global using ", StringComparison.Ordinal))
            && lines.Skip(at + 1).FirstOrDefault(l => l.Length > 0)?.StartsWith("//", StringComparison.Ordinal) == true;
    }

    [GeneratedRegex(@"^( {4}| {8})\{$")]
    private static partial Regex BlockOpens();

    // A member with a parameter list that is no type and no statement.
    [GeneratedRegex(@"^ +(?!(?:.*\b(?:class|record|struct|interface|enum|namespace)\b)|if\b|for|while\b|switch\b|lock\b|using\b|try\b|do\b|else|fixed\b)[\w<>\[\]?,. ()]+\(")]
    private static partial Regex Header();
}
