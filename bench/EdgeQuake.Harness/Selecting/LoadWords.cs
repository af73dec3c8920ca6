using System.CommandLine;
using EdgeQuake.Bench;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Harness;

/// <summary>The options of <c>load</c>, one for each row of Bench's table of settings, and the profile that they make. Nothing is known of any single one here.</summary>
/// <param name="of">Which rows; null = all.</param>
internal sealed class LoadWords(Func<Setting, bool>? of = null)
{
    private const string Url = "url";
    private readonly Argument<string?> url = new(Url) { Description = $"{SettingTable.Find(Url)!.About} A name that ends in .yaml is a profile.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> file = new("--profile") { Description = "YAML file of the same settings, by the same names without dashes; what is typed wins over it.", HelpName = "file" };
    private readonly IReadOnlyList<(Setting Setting, Option<string[]> Option)> options = [.. SettingTable.All.Where(s => of?.Invoke(s) != false && s.Name != Url && s.Kind != SettingKind.Flag).Select(s => (s, WithValue(s)))];
    private readonly IReadOnlyList<(Setting Setting, Option<bool> Option)> flags = [.. SettingTable.All.Where(s => of?.Invoke(s) != false && s.Kind == SettingKind.Flag).Select(s => (s, new Option<bool>(s.Option) { Description = s.About }))];

    /// <summary>Adds everything to a verb, in the order of the table.</summary>
    public Verb On(Verb verb)
    {
        verb.Add(url);
        verb.Add(file);
        foreach (var option in SettingTable.All.Select(s => options.Where(o => o.Setting == s).Select(o => (Option)o.Option).Concat(flags.Where(f => f.Setting == s).Select(f => f.Option))).SelectMany(o => o))
        {
            verb.Add(option);
        }

        return verb;
    }

    /// <summary>The profile, or exit 2 with the first thing that is wrong.</summary>
    /// <param name="from">What holds where nothing is said; null = the defaults.</param>
    public LoadProfile Of(ParseResult parsed, LoadProfile? from = null)
    {
        var word = parsed.GetValue(url);
        var named = word is not null && (word.EndsWith(".yaml", StringComparison.Ordinal) || word.EndsWith(".yml", StringComparison.Ordinal)) && !word.Contains("://", StringComparison.Ordinal);
        var profileFile = parsed.GetValue(file) ?? (named ? word : null);
        if (word is null && profileFile is null)
        {
            throw CommandException.Usage($"no server is named; expected an address, or a profile that has url; try '{Complaint.Path(parsed.CommandResult)} --help'");
        }

        SettingGiven[] given =
        [
            .. profileFile is null ? [] : Read(profileFile),
            .. word is null || named ? [] : new[] { new SettingGiven(SettingTable.Find(Url)!, word) },
            .. options.SelectMany(o => (parsed.GetValue(o.Option) ?? []).Select(word => new SettingGiven(o.Setting, word))),
            .. flags.Where(f => parsed.GetResult(f.Option) is { Implicit: false }).Select(f => new SettingGiven(f.Setting, parsed.GetValue(f.Option) ? "true" : "false")),
        ];
        var (profile, problems) = SettingTable.Profile(
            given, g => SettingSource.In(g.Place is { } place ? Path.GetDirectoryName(Path.GetFullPath(place.File))! : Environment.CurrentDirectory), from);
        return profile ?? throw CommandException.Usage(problems[0].ToString());
    }

    private static IReadOnlyList<SettingGiven> Read(string path)
    {
        var (text, why) = SettingSource.In(Environment.CurrentDirectory).Text(path);
        var (given, problem) = text is null ? ([], new Problem(path, 0, 0, why!)) : ProfileFile.Parse(text, path);
        return problem is null ? given : throw CommandException.Usage(problem.ToString());
    }

    private static Option<string[]> WithValue(Setting setting) => new(setting.Option)
    {
        Description = setting.About + (setting.Default.Length > 0 ? $" Default: {setting.Default}." : ""),
        HelpName = setting.Word,
        CustomParser = result => [.. result.Tokens.Select(t => t.Value)],
        Arity = setting.Kind == SettingKind.Many ? ArgumentArity.OneOrMore : ArgumentArity.ExactlyOne,
    };
}
