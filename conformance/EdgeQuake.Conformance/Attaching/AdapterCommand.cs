using System.Text;
using System.Text.RegularExpressions;
using CliWrap;

namespace EdgeQuake.Conformance;

/// <summary>A program and its arguments, split without a shell: what is typed is what is run, on every platform.</summary>
/// <param name="WorkDir">Where it runs; null = here. A program given as a relative path with a slash is looked for there.</param>
public sealed partial record AdapterCommand(string Program, IReadOnlyList<string> Arguments, string? WorkDir = null)
{
    /// <summary>What a client under test finds in a variable that holds a key.</summary>
    public const string NoKey = "no-key-of-this-machine";

    private const string Loopback = "127.0.0.1,localhost,::1,[::1]";
    private const int Shown = 120;

    /// <summary>Splits a line at blanks; single and double quotes hold a word together, a backslash before a quote or backslash is taken literally inside double quotes.</summary>
    /// <returns>Null and a sentence when the line is empty or a quote is left open.</returns>
    public static (AdapterCommand? Command, string? Wrong) Parse(string line, string? workDir = null)
    {
        var (words, wrong) = Split(line);
        return wrong is not null ? (null, wrong)
            : words.Count == 0 ? (null, "the command is empty; expected a program and its arguments")
            : (new AdapterCommand(words[0], words.Skip(1).ToArray(), workDir), null);
    }

    /// <summary>The program's path: relative ones with a slash stand beside the adapter, bare names are searched in PATH.</summary>
    internal string Resolved =>
        WorkDir is not null && !Path.IsPathRooted(Program) && Program.AsSpan().IndexOfAny('/', '\\') >= 0
            ? Path.GetFullPath(Path.Combine(WorkDir, Program))
            : Program;

    /// <summary>As CliWrap runs it. A proxy of the machine must not stand between client and server, so the loopback is excepted for the child.</summary>
    /// <remarks>Keys of the environment are replaced: our server needs none, and what a client prints or says is kept in reports.</remarks>
    internal Command Wrapped()
    {
        var variables = Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(n => KeyName().IsMatch(n)).ToDictionary(n => n, _ => (string?)NoKey);
        (variables["NO_PROXY"], variables["no_proxy"]) = (Loopback, Loopback);
        var cli = Cli.Wrap(Resolved).WithArguments(Arguments).WithValidation(CommandResultValidation.None).WithEnvironmentVariables(variables);
        return WorkDir is null ? cli : cli.WithWorkingDirectory(WorkDir);
    }

    /// <summary>One short line, as sentences about its mistakes name it: a script handed over whole would bury them.</summary>
    public override string ToString()
    {
        var line = string.Concat(string.Join(' ', Arguments.Prepend(Program)).Select(c => char.IsControl(c) ? ' ' : c));
        return line.Length <= Shown ? line : line[..(Shown - 1)] + "…";
    }

    private static (List<string> Words, string? Wrong) Split(string line)
    {
        var words = new List<string>();
        StringBuilder? word = null;
        var quote = '\0';
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (quote == '\0' && char.IsWhiteSpace(c))
            {
                Finish();
            }
            else if (quote == '\0' ? c is '\'' or '"' : c == quote)
            {
                quote = quote == '\0' ? c : '\0';
                word ??= new StringBuilder();
            }
            else
            {
                var escaped = quote == '"' && c == '\\' && i + 1 < line.Length && (line[i + 1] is '"' or '\\');
                (word ??= new StringBuilder()).Append(escaped ? line[++i] : c);
            }
        }

        Finish();
        return (words, quote == '\0' ? null : $"the command has an open {quote} quote: {line}");

        void Finish()
        {
            if (word is not null)
            {
                words.Add(word.ToString());
                word = null;
            }
        }
    }

    [GeneratedRegex("(KEY|TOKEN|SECRET|PASSWORD|PASSWD)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex KeyName();
}
