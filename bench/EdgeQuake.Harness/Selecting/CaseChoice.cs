using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using EdgeQuake.Conformance;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Harness;

/// <summary>Which cases a run asks: by profile, level and id. A word that selects nothing is a mistake, not an empty run.</summary>
internal sealed class CaseChoice
{
    private static readonly string[] Levels = ["MUST", "SHOULD", "MAY"];

    private readonly Option<string[]> profile = Many("--profile", "Only these profiles.", "profile");
    private readonly Option<string[]> level = Many("--level", $"Only these levels: {string.Join(", ", Levels)}.", "level");
    private readonly Option<string[]> run = Many("--run", "Only cases with these ids: bom/start, a family (bom), or a pattern with *.", "id");
    private readonly Option<string[]> skip = Many("--skip", "Not these: counted as skipped.", "id");

    private readonly Option<string?> edition = new("--edition") { Description = $"Only the cases of an edition of the corpus: {string.Join(", ", Edition.Names)}.", HelpName = "name" };

    private readonly Option<(int Share, int Of)?> shard = new("--shard")
    {
        Description = "One share of the cases, for a run spread over machines: 2/5 is every fifth, from the second.",
        HelpName = "i/n",
        CustomParser = result => Share(result.Tokens.Count == 0 ? "" : result.Tokens[0].Value) is { } share ? share : Refused(result),
    };

    public IEnumerable<Option> Options => [profile, level, run, skip, edition, shard];

    /// <summary>The selection, checked against the cases that there are.</summary>
    public Selection Of(ParseResult parsed, IReadOnlyList<Case> cases)
    {
        var selection = new Selection(
            Ids(parsed, run, cases), Ids(parsed, skip, cases),
            Known(parsed, profile, [.. Vocabulary.BuiltIn.Profiles.Keys]), Known(parsed, level, Levels),
            parsed.GetValue(shard)?.Share ?? 1, parsed.GetValue(shard)?.Of ?? 1)
        {
            Edition = Named(parsed.GetValue(edition)),
        };
        return selection.Of(cases).Count > 0 ? selection : throw CommandException.Usage("these options together select no case");
    }

    private Edition? Named(string? word) =>
        word is null ? null : Edition.Find(word) ?? throw CommandException.Usage($"{edition.Name}: '{word}' is not {Values.NoneOf(word, Edition.Names)}");

    private static (int Share, int Of)? Share(string word)
    {
        var parts = word.Split('/');
        return parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var share)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var of) && share >= 1 && share <= of ? (share, of) : null;
    }

    private static (int Share, int Of)? Refused(ArgumentResult result)
    {
        result.AddError($"--shard: '{(result.Tokens.Count == 0 ? "" : result.Tokens[0].Value)}' is not a share of the cases; expected i/n with 1 <= i <= n, such as 2/5");
        return null;
    }

    private static List<string> Known(ParseResult parsed, Option<string[]> option, IReadOnlyList<string> known)
    {
        var words = Split(parsed, option);
        var wrong = words.Find(w => !known.Contains(w, StringComparer.OrdinalIgnoreCase));
        return wrong is null ? words : throw CommandException.Usage($"{option.Name}: '{wrong}' is not {Values.NoneOf(wrong, known)}");
    }

    private static List<string> Ids(ParseResult parsed, Option<string[]> option, IReadOnlyList<Case> cases)
    {
        var patterns = Split(parsed, option);
        var wrong = patterns.Find(p => (Selection.All with { Run = [p] }).Of(cases).Count == 0);
        return wrong is null ? patterns : throw CommandException.Usage(
            $"{option.Name}: no case matches '{wrong}'{(Words.Nearest(wrong, cases.Select(c => c.Id)) is { } near ? $"; did you mean '{near}'?" : "")}");
    }

    private static List<string> Split(ParseResult parsed, Option<string[]> option) =>
        [.. (parsed.GetValue(option) ?? []).SelectMany(w => w.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    private static Option<string[]> Many(string name, string about, string help) =>
        new(name) { Description = about, HelpName = help, Arity = ArgumentArity.OneOrMore };
}
