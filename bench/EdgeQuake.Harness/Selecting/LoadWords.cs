using System.CommandLine;
using EdgeQuake.Bench;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Harness;

/// <summary>The options of <c>load</c>, one for each row of Bench's table of settings, and the profile that they make. Nothing is known of any single one here.</summary>
internal sealed class LoadWords
{
    private const string Url = "url";
    private readonly Argument<string> url = new(Url) { Description = SettingTable.Find(Url)!.About };
    private readonly IReadOnlyList<(Setting Setting, Option<string[]> Option)> options = [.. SettingTable.All.Where(s => s.Name != Url && s.Kind != SettingKind.Flag).Select(s => (s, WithValue(s)))];
    private readonly IReadOnlyList<(Setting Setting, Option<bool> Option)> flags = [.. SettingTable.All.Where(s => s.Kind == SettingKind.Flag).Select(s => (s, new Option<bool>(s.Option) { Description = s.About }))];

    /// <summary>Adds everything to a verb, in the order of the table.</summary>
    public Verb On(Verb verb)
    {
        verb.Add(url);
        foreach (var option in SettingTable.All.Select(s => options.Where(o => o.Setting == s).Select(o => (Option)o.Option).Concat(flags.Where(f => f.Setting == s).Select(f => f.Option))).SelectMany(o => o))
        {
            verb.Add(option);
        }

        return verb;
    }

    /// <summary>The profile, or exit 2 with the first thing that is wrong.</summary>
    public LoadProfile Of(ParseResult parsed)
    {
        SettingGiven[] given =
        [
            new(SettingTable.Find(Url)!, parsed.GetRequiredValue(url)),
            .. options.SelectMany(o => (parsed.GetValue(o.Option) ?? []).Select(word => new SettingGiven(o.Setting, word))),
            .. flags.Where(f => parsed.GetValue(f.Option)).Select(f => new SettingGiven(f.Setting, "true")),
        ];
        var (profile, problems) = SettingTable.Profile(given, _ => SettingSource.In(Environment.CurrentDirectory));
        return profile ?? throw CommandException.Usage(problems[0].ToString());
    }

    private static Option<string[]> WithValue(Setting setting) => new(setting.Option)
    {
        Description = setting.About + (setting.Default.Length > 0 ? $" Default: {setting.Default}." : ""),
        HelpName = setting.Word,
        CustomParser = result => [.. result.Tokens.Select(t => t.Value)],
        Arity = setting.Kind == SettingKind.Many ? ArgumentArity.OneOrMore : ArgumentArity.ExactlyOne,
    };
}
