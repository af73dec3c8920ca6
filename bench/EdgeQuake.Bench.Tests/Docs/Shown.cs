using System.Text.RegularExpressions;

namespace EdgeQuake.Bench.Tests;

/// <summary>Whether what a document shows is what a command printed: the same words in the same order. Numbers are of the machine, … stands for anything.</summary>
internal static partial class Shown
{
    public static bool Holds(string shown, string printed)
    {
        var (said, at) = (Masked(printed), 0);
        foreach (var part in Masked(shown).Split('…').Select(p => p.Trim()))
        {
            var next = said.IndexOf(part, at, StringComparison.Ordinal);
            if (next < 0)
                return false;
            at = next + part.Length;
        }

        return true;
    }

    private static string Masked(string text) => Blank().Replace(Number().Replace(text, "0"), " ");

    [GeneratedRegex(@"\d[\d.,]*")]
    private static partial Regex Number();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
