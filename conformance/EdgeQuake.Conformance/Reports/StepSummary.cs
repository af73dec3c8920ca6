using System.Text;

namespace EdgeQuake.Conformance;

/// <summary>The Markdown report for a CI system's step summary, which refuses more than a given size: whole lines up to it, then where the rest is.</summary>
public static class StepSummary
{
    /// <summary>What GitHub takes of one step, in bytes; one byte more and it shows nothing at all.</summary>
    public const int GitHubLimit = 1024 * 1024;

    private const string Rest = "\n… cut here: a step summary holds no more. The whole is in report.md and report.html.\n";

    /// <summary>At most <paramref name="room"/> bytes of UTF-8; empty when not even the note on the cut has room.</summary>
    public static string Of(ConformanceResult result, long room)
    {
        var whole = MarkdownReport.Render(result);
        if (Encoding.UTF8.GetByteCount(whole) <= room)
            return whole;
        room -= Encoding.UTF8.GetByteCount(Rest);
        if (room < 0)
            return "";
        var text = new StringBuilder();
        foreach (var line in whole.Split('\n').SkipLast(1).Select(l => l + "\n"))
        {
            room -= Encoding.UTF8.GetByteCount(line);
            if (room < 0)
                break;
            text.Append(line);
        }

        return text.Append(Rest).ToString();
    }
}
