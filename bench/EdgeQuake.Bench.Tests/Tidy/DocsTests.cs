using System.CommandLine;
using System.Text.RegularExpressions;
using EdgeQuake.Harness;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>The READMEs name what there is, and nothing that is not: verbs, options, exit codes, scenarios, files.</summary>
public sealed partial class DocsTests
{
    private static readonly string[] Readmes = [.. Repository.Files.Where(f => f.EndsWith(".md", StringComparison.Ordinal) && !f.StartsWith("results/", StringComparison.Ordinal))];

    private static Command Root => HarnessCommand.Root(new Session(TextWriter.Null, TextWriter.Null, [], null));

    [Fact]
    public void Every_verb_is_in_the_readme_and_every_line_of_the_readme_is_a_verb()
    {
        var verbs = Root.Subcommands.Where(c => !c.Hidden).Select(c => c.Name).ToList();
        var named = Calls("README.md").Select(words => words[0]).Distinct().ToList();
        named.Should().BeEquivalentTo(verbs);
    }

    [Fact]
    public void Every_call_in_a_readme_parses()
    {
        var calls = Readmes.SelectMany(f => Calls(f).Select(c => (File: f, Words: c))).ToList();
        calls.Should().HaveCountGreaterThan(10, "else the calls are not found");
        foreach (var (file, words) in calls)
        {
            var cut = words.TakeWhile(w => w != "--").ToArray();
            var session = new Session(TextWriter.Null, TextWriter.Null, words, cut.Length < words.Length ? words[(cut.Length + 1)..] : null);
            var parsed = HarnessCommand.Root(session).Parse(cut);
            Complaint.Of(parsed, session).Should().BeNull("{0} says: {1}", file, string.Join(' ', words));
        }
    }

    [Fact]
    public void The_readme_has_the_table_of_exit_codes()
    {
        var rows = ExitRow().Matches(Repository.Text("README.md")).Select(m => (m.Groups["name"].Value, int.Parse(m.Groups["code"].Value)));
        rows.Should().BeEquivalentTo(Enum.GetValues<ExitCode>().Select(c => (c.ToString(), (int)c)));
    }

    [Fact]
    public void Every_link_to_a_file_leads_somewhere()
    {
        var dead = from file in Readmes
                   from link in Link().Matches(Repository.Text(file))
                   let target = link.Groups[1].Value.Split('#')[0]
                   where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal)
                   let path = Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(file)!, target))
                   where !File.Exists(path) && !Directory.Exists(path)
                   select $"{file}: {target}";
        dead.Should().BeEmpty();
    }

    // Lines that start with the command, in fenced blocks and on their own; quotes hold a word together, # starts a comment, & another call.
    private static IEnumerable<string[]> Calls(string file) =>
        from line in Repository.Lines(file)
        let match = Call().Match(line)
        where match.Success
        select Word().Matches(match.Groups[1].Value).Select(w => w.Value.Trim('\'', '"')).TakeWhile(w => !w.StartsWith('#') && w != "&").ToArray();

    [GeneratedRegex(@"^ *(?:\$ )?edgequake-harness (.+)$")]
    private static partial Regex Call();

    [GeneratedRegex(@"'[^']*'|""[^""]*""|\S+")]
    private static partial Regex Word();

    [GeneratedRegex(@"^\| (?<code>\d+) \| (?<name>\w+) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex ExitRow();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
