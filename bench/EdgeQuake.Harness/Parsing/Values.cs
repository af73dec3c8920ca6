using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using EdgeQuake.Bench;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Harness;

/// <summary>Options with values: each refuses a wrong one with what it is, what was expected and the nearest valid word.</summary>
internal static class Values
{
    /// <summary><c>500ms</c>, <c>30s</c>, <c>1.5m</c>, <c>1h</c>. The default stands in the description, in these words.</summary>
    public static Option<TimeSpan?> Duration(string name, string about) => new(name)
    {
        Description = about,
        HelpName = "duration",
        CustomParser = result => Quantity.Duration(Word(result)) ?? Refuse<TimeSpan?>(result, $"a duration; expected {Quantity.DurationExpected}"),
    };

    /// <summary>A whole number in a range.</summary>
    public static Option<int?> Whole(string name, string about, int min, int max = int.MaxValue, int? normal = null) => new(name)
    {
        Description = about,
        HelpName = "number",
        DefaultValueFactory = _ => normal,
        CustomParser = result => int.TryParse(Word(result), NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= min && n <= max
            ? n
            : Refuse<int?>(result, max == int.MaxValue ? $"a whole number of at least {min}" : $"a whole number from {min} to {max}"),
    };

    /// <summary>A number above zero, with a fraction if need be.</summary>
    public static Option<double?> Number(string name, string about) => new(name)
    {
        Description = about,
        HelpName = "number",
        CustomParser = result => double.TryParse(Word(result), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var n) && n > 0 && double.IsFinite(n)
            ? n
            : Refuse<double?>(result, "a number above 0"),
    };

    /// <summary>A share: <c>0.05</c>, <c>5%</c>; above zero, below one.</summary>
    public static Option<double?> Share(string name, string about) => new(name)
    {
        Description = about,
        HelpName = "share",
        CustomParser = result => Word(result) is var word
            && double.TryParse(word.TrimEnd('%'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var n) && (word.EndsWith('%') ? n / 100 : n) is > 0 and < 1 and var share
            ? share
            : Refuse<double?>(result, "a share between 0 and 1; expected 0.05 or 5%"),
    };

    /// <summary>The seed of every draw.</summary>
    public static Option<ulong?> Seed() => new("--seed")
    {
        Description = "Seed of every draw; the same seed repeats the same run. Default: the scenario's own.",
        HelpName = "number",
        CustomParser = result => ulong.TryParse(Word(result), NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            ? n
            : Refuse<ulong?>(result, "a seed; expected a whole number of at least 0"),
    };

    /// <summary>One word of a vocabulary; not given = <paramref name="normal"/>, or what <paramref name="otherwise"/> says.</summary>
    public static Option<T?> OneOf<T>(string name, string about, T normal, string? otherwise = null)
        where T : struct, Enum => new(name)
        {
            Description = $"{about}: {string.Join(", ", Words.All<T>())}. Default: {otherwise ?? Words.Of(normal)}.",
            HelpName = "word",
            CustomParser = result => Words.Parse<T>(Word(result)) ?? Refuse<T?>(result, NoneOf(Word(result), Words.All<T>())),
        };

    /// <summary>Where a run writes its files.</summary>
    public static Option<string> Out(string verb) => new("--out")
    {
        Description = "Folder for the run's files.",
        HelpName = "folder",
        DefaultValueFactory = _ => $"harness-out/{verb}",
    };

    /// <summary>The sentence for a word that is none of the known ones.</summary>
    public static string NoneOf(string word, IReadOnlyList<string> known) =>
        $"one of {string.Join(", ", known)}" + (Words.Nearest(word, known) is { } near ? $"; did you mean '{near}'?" : "");

    private static string Word(ArgumentResult result) => result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;

    private static T Refuse<T>(ArgumentResult result, string expected)
    {
        var option = result.Parent is OptionResult { Option.Name: var name } ? name : "value";
        result.AddError($"{option}: '{Word(result)}' is not {expected}");
        return default!;
    }
}
