using System.Text;
using System.Text.Encodings.Web;

namespace EdgeQuake.Bench;

/// <summary>What was asked taken out of what a server said: questions stand in no report, not even where an error repeats one. Pure.</summary>
internal static class QuestionEcho
{
    /// <summary>What both have in common over so many characters is an echo; less is chance.</summary>
    private const int Shortest = 16;

    /// <summary>Any common run of <see cref="Shortest"/> holds one of these that begins at a multiple of its length.</summary>
    private const int Window = Shortest / 2;

    /// <summary>The text without any longer piece of the question, as it was asked, as JSON writes it, or as an address does.</summary>
    public static string? Masked(string? text, string question)
    {
        if (text is null || question.Length < Shortest || text.Length < Shortest)
        {
            return text;
        }

        // All forms look at the whole text: what one of them took out would hide the rest from the others.
        var echoed = new bool[text.Length];
        foreach (var form in Forms(question).Distinct(StringComparer.Ordinal))
        {
            Mark(echoed, text, form);
        }

        var masked = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            masked.Append(!echoed[i] ? text[i..(i + 1)] : i == 0 || !echoed[i - 1] ? HeaderSecrets.Mask : "");
        }

        return masked.ToString();
    }

    private static string[] Forms(string question) =>
    [
        question, JavaScriptEncoder.Default.Encode(question), JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(question),
        Uri.EscapeDataString(question), Uri.EscapeDataString(question).Replace("%20", "+", StringComparison.Ordinal),
    ];

    private static void Mark(bool[] echoed, string text, string said)
    {
        for (var at = 0; at + Window <= text.Length; at += Window)
        {
            var found = said.AsSpan().IndexOf(text.AsSpan(at, Window));
            if (found < 0)
            {
                continue;
            }

            var (back, on) = (0, Window);
            for (; at - back > 0 && found - back > 0 && text[at - back - 1] == said[found - back - 1]; back++)
            {
            }

            for (; at + on < text.Length && found + on < said.Length && text[at + on] == said[found + on]; on++)
            {
            }

            if (back + on >= Shortest)
            {
                Array.Fill(echoed, true, at - back, back + on);
            }
        }
    }
}
