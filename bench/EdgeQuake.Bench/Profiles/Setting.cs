using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>One setting of a load: an option of the command and a key of a profile file, which say the same thing in the same words.</summary>
/// <param name="Name">Without dashes: <c>max-failed</c>.</param>
/// <param name="Word">What stands for its value in help: <c>share</c>; empty for a flag.</param>
/// <param name="Default">As an author would write it; empty = none.</param>
/// <param name="Read">One word of it into the profile, or what is wrong with the word.</param>
public sealed record Setting(string Name, SettingKind Kind, string Word, string About, string Default, SettingReader Read)
{
    /// <summary>What it stands in the place of: typed, it silences these of a file.</summary>
    public IReadOnlyList<string> Instead { get; init; } = [];

    /// <summary>The words that it takes; null = not a closed list.</summary>
    public IReadOnlyList<string>? Words { get; init; }

    /// <summary>A list in a file is one value, with commas between.</summary>
    public bool Joined { get; init; }

    /// <summary>What stands between name and value where a file gives a map; null = it may not.</summary>
    public string? Pair { get; init; }

    /// <summary>As typed; the address needs no option.</summary>
    public string Option => Name == "url" ? "URL" : "--" + Name;
}

/// <summary>How often a setting may be given, and whether it has a value.</summary>
public enum SettingKind
{
    /// <summary>Once, with a value.</summary>
    One,

    /// <summary>Any number of times, each with a value.</summary>
    Many,

    /// <summary>Given or not; in a file, true or false.</summary>
    Flag,
}

/// <summary>Reads one word into a profile.</summary>
public delegate SettingRead SettingReader(LoadProfile profile, string word, SettingSource source);

/// <summary>The profile with one more setting, or what is wrong with its word; the place is added by the caller.</summary>
public readonly record struct SettingRead(LoadProfile? Profile, Problem? Problem)
{
    public static implicit operator SettingRead(LoadProfile profile) => new(profile, null);

    public static implicit operator SettingRead(Problem problem) => new(null, problem);
}

/// <summary>A setting with its word, as it was given.</summary>
/// <param name="Place">Where in a file; null = on the command line.</param>
public sealed record SettingGiven(Setting Setting, string Word, Place? Place = null)
{
    /// <summary>A problem of this word, said with where it stands.</summary>
    public Problem At(Problem problem) => problem.Line > 0 ? problem : Place is { } p
        ? problem with { File = p.File, Line = p.Line, Column = p.Column, What = $"{Setting.Name}: {problem.What}" }
        : problem with { File = Setting.Option };
}
