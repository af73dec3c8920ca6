using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>Reads a file of questions by its ending: <c>.jsonl</c> a JSON object (or string) a line, <c>.csv</c> a column under a head line, everything else one question a line.</summary>
internal static class PromptText
{
    public const string Field = "prompt";

    public static SettingRead Read(LoadProfile profile, string word, SettingSource source)
    {
        var (text, why) = source.Text(word);
        if (text is null)
        {
            return new Problem("", 0, 0, $"{word}: {why}");
        }

        var (prompts, problem) = Parse(word, text, profile.PromptField ?? Field);
        return problem is { } wrong ? wrong : prompts.Count > 0 ? profile with { Prompts = prompts } : new Problem("", 0, 0, $"{word} has no question", "one a line at least");
    }

    /// <summary>The questions in order, or the first line that is none with its place.</summary>
    /// <param name="field">Member or column that holds the question.</param>
    public static (IReadOnlyList<string> Prompts, Problem? Problem) Parse(string file, string text, string field) => Path.GetExtension(file).ToLowerInvariant() switch
    {
        ".jsonl" or ".ndjson" => JsonPrompts.Parse(file, text, field),
        ".csv" => CsvPrompts.Parse(file, text, field),
        _ => ([.. Lines(text).Where(l => l.Text.Trim().Length > 0).Select(l => l.Text)], null),
    };

    /// <summary>Lines that end as LF or CRLF, numbered from 1; a byte order mark belongs to no line.</summary>
    internal static IEnumerable<(string Text, int Number)> Lines(string text) => text.TrimStart('\uFEFF').Split('\n').Select((l, i) => (l.TrimEnd('\r'), i + 1));
}
