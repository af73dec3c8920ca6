using System.Text.RegularExpressions;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>Reads <c>name: value</c>; <c>${NAME}</c> in the value is a variable of the environment, so that a key stands neither in the shell's history nor in a file nor in a report.</summary>
internal static partial class HeaderText
{
    /// <remarks>The word itself is never quoted: it may hold a key.</remarks>
    public static SettingRead Read(LoadProfile profile, string word, SettingSource source)
    {
        if (word.IndexOf(':', StringComparison.Ordinal) is not (var at and > 0))
        {
            return new Problem("", 0, 0, "this is no header", "'name: value'");
        }

        var value = word[(at + 1)..].Trim();
        var names = Variable().Matches(value).Select(m => m.Groups["name"].Value);
        return names.FirstOrDefault(n => source.Variable(n) is null or "") is { } missing
            ? new Problem("", 0, 0, $"the variable {missing} of the environment is not set")
            : profile with { Headers = [.. profile.Headers, new(word[..at].Trim(), Variable().Replace(value, m => source.Variable(m.Groups["name"].Value)!))] };
    }

    [GeneratedRegex(@"\$\{(?<name>\w+)\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Variable();
}
