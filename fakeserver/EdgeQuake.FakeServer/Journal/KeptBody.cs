namespace EdgeQuake.FakeServer;

/// <summary>What of a request's body the journal keeps: its first bytes, and a note where that is not all.</summary>
internal static class KeptBody
{
    public static JournalEntry Of(JournalEntry entry, int limit) => entry.Facts.Body.Length <= limit ? entry : entry with
    {
        Facts = entry.Facts with { Body = entry.Facts.Body[..limit].ToArray() },
        Notes = [.. entry.Notes, $"note body: the first {limit} of {entry.Facts.Body.Length} bytes are kept"],
    };
}
