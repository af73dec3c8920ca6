using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>The sorts of settings, and how a word of each is read.</summary>
public static partial class SettingTable
{
    private static Setting One(string name, string word, string about, string normal, SettingReader read) => new(name, SettingKind.One, word, about, normal, read);

    /// <param name="what">What a wrong word is not: <c>a rate</c>.</param>
    private static Setting One<T>(string name, string word, string about, string normal, Func<string, T?> parse, string what, string expected, Func<LoadProfile, T, LoadProfile> set)
        where T : struct => One(name, word, about, normal, (p, text, _) => parse(text) is { } v ? set(p, v) : Wrong($"'{text}' is not {what}", expected));

    private static Setting Whole(string name, string about, string normal, Func<LoadProfile, int, LoadProfile> set) =>
        One(name, "number", about, normal, w => Quantity.Whole(w, 1), "a whole number of at least 1", "digits", set);

    private static Setting Time(string name, string about, string normal, Func<LoadProfile, TimeSpan, LoadProfile> set) =>
        One(name, "duration", about, normal, Quantity.Duration, "a duration", Quantity.DurationExpected, set);

    private static Setting Word<T>(string name, string about, T normal, Func<LoadProfile, T, LoadProfile> set)
        where T : struct, Enum
    {
        var words = Words.All<T>();
        return One(name, "word", $"{about}: {string.Join(", ", words)}.", Words.Of(normal), Read) with { Words = words };

        SettingRead Read(LoadProfile profile, string text, SettingSource source) =>
            Words.Parse<T>(text) is { } v ? set(profile, v) : Wrong($"'{text}' is unknown", $"one of {string.Join(", ", words)}", Words.Nearest(text, words));
    }

    private static Setting Flag(string name, string about, Func<LoadProfile, bool, LoadProfile> set) =>
        new(name, SettingKind.Flag, "", about, "", (p, text, _) => text is "true" or "false" ? set(p, text == "true") : Wrong($"'{text}' is neither true nor false", "true or false"));

    private static Problem Wrong(string what, string? expected = null, string? nearest = null) => new("", 0, 0, what, expected, nearest);

    private static Uri? Target(string word) => Uri.TryCreate(word, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : null;

    private static SettingRead NoTarget(string word) => Wrong(
        $"'{word}' is no address that can be asked", "http://host[:port][/path]",
        Uri.TryCreate($"http://{word}", UriKind.Absolute, out _) && !word.Contains("://", StringComparison.Ordinal) ? $"http://{word}" : null);

    private static SettingRead Stages(LoadProfile profile, string word, SettingSource source)
    {
        var (stages, problem) = StageText.Parse(word);
        return problem is { } wrong ? wrong : profile with { Stages = stages };
    }

    private static SettingRead Sweep(LoadProfile profile, string word, SettingSource source) =>
        LoadSweep.Parse(word) is { } sweep ? profile with { Sweep = sweep } : Wrong($"'{word}' is not a sweep", LoadSweep.Expected);

    private static SettingRead Parameter(LoadProfile profile, string word, SettingSource source) => word.IndexOf('=', StringComparison.Ordinal) is var at and > 0
        ? profile with { Parameters = [.. profile.Parameters, new(word[..at], word[(at + 1)..])] }
        : Wrong($"'{word}' is not name=value", "mode=hybrid");

    private static SettingRead Resolved(LoadProfile profile, string word, SettingSource source) => ResolvedHost.Parse(word) is { } host
        ? profile with { Resolve = [.. profile.Resolve, host] }
        : Wrong($"'{word}' is not host:port:address", "api.example.com:443:127.0.0.1");

    private static SettingRead Objective(LoadProfile profile, string word, SettingSource source)
    {
        var problems = new List<Problem>();
        return ObjectiveParser.Parse(word, problems) is { } objective ? profile with { Objectives = [.. profile.Objectives, objective] } : problems[0];
    }
}
