using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>Reads a file of questions: one a line, empty lines left out.</summary>
internal static class PromptText
{
    public static SettingRead Read(LoadProfile profile, string word, SettingSource source)
    {
        var (text, why) = source.Text(word);
        if (text is null)
        {
            return new Problem("", 0, 0, $"{word}: {why}");
        }

        string[] lines = [.. text.ReplaceLineEndings("\n").Split('\n').Where(l => l.Trim().Length > 0)];
        return lines.Length > 0 ? profile with { Prompts = lines } : new Problem("", 0, 0, $"{word} has no question", "one a line");
    }
}
