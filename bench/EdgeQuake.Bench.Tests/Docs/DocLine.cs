using System.Text.RegularExpressions;

namespace EdgeQuake.Bench.Tests;

/// <summary>A command in a <c>```sh</c> block of a document.</summary>
/// <param name="Block">Which block of the file, from 0: a server that a block starts ends with it.</param>
/// <param name="NotRun">Why it is not run here, as its comment tells the reader; null = it is run.</param>
/// <param name="Shows">What the <c>```text</c> block right after its block shows, for the last command of a block; null = nothing.</param>
internal sealed partial record DocLine(string File, int Line, int Block, string Command, string? NotRun, string? Shows)
{
    private const string Mark = "not run: ";

    /// <summary>Every document whose blocks are run by these tests. The readmes of packages are run by .ci/packages, and results/ is generated.</summary>
    public static IReadOnlyList<string> Documents { get; } =
        [.. Repository.Files.Where(f => f.EndsWith(".md", StringComparison.Ordinal) && !f.StartsWith("results/", StringComparison.Ordinal)).Except(Packed).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Packed => Quoted().Matches(Projects().Match(Repository.Text(".ci/packages")).Value).Select(m => $"{m.Groups[1].Value}/README.md");

    /// <summary>The commands of a text in their order; a comment is two spaces or more, # and words, or a line of its own.</summary>
    public static IReadOnlyList<DocLine> Read(string file, string text)
    {
        var (lines, found) = (text.Split('\n'), new List<DocLine>());
        foreach (var (block, match) in Fence().Matches(text).Where(m => m.Groups["kind"].Value == "sh").Index())
        {
            var first = text[..match.Groups["body"].Index].Count(c => c == '\n');
            var shows = Shown().Match(text, match.Index + match.Length) is { Success: true } after ? after.Groups["body"].Value : null;
            var body = match.Groups["body"].Value.TrimEnd('\n').Split('\n').Select((raw, i) => (Raw: raw, Line: first + i + 1)).Where(l => l.Raw.Trim().Length > 0 && !l.Raw.StartsWith("# ", StringComparison.Ordinal)).ToArray();
            found.AddRange(body.Select((l, i) => Of(file, l.Line, block, l.Raw, i == body.Length - 1 ? shows : null)));
        }

        return found;
    }

    /// <summary>Lines that look like commands in blocks that nobody runs.</summary>
    public static IEnumerable<string> Outside(string text) =>
        Fence().Matches(text).Where(m => m.Groups["kind"].Value != "sh").SelectMany(m => m.Groups["body"].Value.Split('\n')).Where(l => CommandLike().IsMatch(l));

    private static DocLine Of(string file, int line, int block, string raw, string? shows)
    {
        var comment = Comment().Match(raw);
        var said = comment.Success ? comment.Groups[1].Value : "";
        return new(file, line, block, (comment.Success ? raw[..comment.Index] : raw).Trim(), said.StartsWith(Mark, StringComparison.Ordinal) ? said[Mark.Length..] : null, shows);
    }

    [GeneratedRegex(@"^```(?<kind>\w*)[^\n]*\n(?<body>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Fence();

    // Only the block right after: a sentence between them would leave it open whose output it is.
    [GeneratedRegex(@"\G\s*```text\n(?<body>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Shown();

    [GeneratedRegex(@"\s{2,}#\s+(.*)$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"^(\$ )?\(?(edgequake-harness|dotnet|curl|npm|npx|node|python3|pip|git|kubectl|docker|locust|bench/\S+|conformance/\S+|\.ci/\S+|export|[A-Z_]+=\S+ \S+)( |$)")]
    private static partial Regex CommandLike();

    [GeneratedRegex("""^PROJECTS = .*$""", RegexOptions.Multiline)]
    private static partial Regex Projects();

    [GeneratedRegex("\"([^\"]+)\"")]
    private static partial Regex Quoted();
}
