namespace EdgeQuake.FakeServer;

/// <summary>Requests that no scenario answered: the 404s, each with a sentence that names what is nearest.</summary>
public static class Unanswered
{
    /// <summary>True when nothing matched; a request that could not be read at all is none.</summary>
    public static bool Is(JournalEntry entry) => Sentence(entry) is not null;

    /// <summary>Why nothing answered, or null.</summary>
    public static string? Sentence(JournalEntry entry) => entry.Notes.FirstOrDefault(n => n.StartsWith("unmatched ", StringComparison.Ordinal));
}
