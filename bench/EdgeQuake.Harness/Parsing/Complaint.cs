using System.CommandLine;
using System.CommandLine.Parsing;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Harness;

/// <summary>A call that does not parse, as one line: what, where, what was expected, the nearest valid word.</summary>
internal static class Complaint
{
    /// <summary>The line, or null when the call is good.</summary>
    public static string? Of(ParseResult parsed, Session session)
    {
        var command = parsed.CommandResult.Command;
        var path = Path(parsed.CommandResult);
        if (session.Trailing is not null && command is not Verb { TakesCommand: true })
        {
            return $"error: {path} takes no command after '--'; try '{path} --help'";
        }

        // An argument that takes any number of words would swallow a mistyped option.
        var loose = parsed.CommandResult.Tokens.Select(t => t.Value).FirstOrDefault(w => w.Length > 1 && w.StartsWith('-'));
        if (loose is not null)
        {
            return $"{Unknown(loose, command)}; try '{path} --help'";
        }

        if (parsed.Errors.Count == 0)
        {
            return null;
        }

        return (parsed.UnmatchedTokens.Count > 0 ? Unknown(parsed.UnmatchedTokens[0], command) : $"error: {parsed.Errors[0].Message.TrimEnd('.')}")
            + $"; try '{path} --help'";
    }

    private static string Unknown(string word, Command command)
    {
        var option = word.StartsWith('-');
        var verb = !option && command.Subcommands.Count > 0;
        var candidates = option ? Names(command.Options) : verb ? Names(command.Subcommands) : [];
        var sort = option ? "option" : verb ? "verb" : "word";
        var near = Words.Nearest(word, candidates);
        return $"error: unknown {sort} '{word}'"
            + (near is not null ? $"; did you mean '{near}'?" : candidates.Count > 0 && verb ? $"; expected one of {string.Join(", ", candidates)}" : "");
    }

    private static List<string> Names(IEnumerable<Symbol> symbols) =>
        [.. symbols.Where(s => !s.Hidden).SelectMany(s => s is Option o ? o.Aliases.Prepend(o.Name) : [s.Name])];

    /// <summary>As it was typed: <c>edgequake-harness load</c>.</summary>
    public static string Path(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{Path(parent)} {result.Command.Name}" : result.Command.Name;
}
