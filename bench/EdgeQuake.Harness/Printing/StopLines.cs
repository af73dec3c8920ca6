using EdgeQuake.FakeServer;

namespace EdgeQuake.Harness;

/// <summary>What serve says last: how many requests came, and those that no scenario answered, the most frequent first.</summary>
internal static class StopLines
{
    private const int Most = 20;

    public static IEnumerable<string> Of(IReadOnlyList<JournalEntry> journal)
    {
        yield return $"stopped after {Counted.Of(journal.Count, "request")}";
        var lost = journal.Select(Unanswered.Sentence).OfType<string>().GroupBy(s => s, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ToArray();
        foreach (var group in lost.Take(Most))
        {
            yield return $"  {group.Count()} × {group.Key}";
        }

        if (lost.Length > Most)
        {
            yield return $"  … and {lost.Length - Most} more kinds";
        }
    }
}
