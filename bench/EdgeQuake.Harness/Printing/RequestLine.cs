using EdgeQuake.FakeServer;

namespace EdgeQuake.Harness;

/// <summary>One finished request as a line: <c>#3 GET /query/stream?query=hi → guide-tokens, attempt 1: 4 writes, 143 bytes in 61 ms, close</c>.</summary>
internal static class RequestLine
{
    public static string Of(JournalEntry entry) =>
        $"#{entry.Request} {entry.Facts.Method} {entry.Facts.Target} → {Answered(entry)}{string.Concat(entry.Notes.Select(n => $"; {n}"))}";

    private static string Answered(JournalEntry entry)
    {
        if (entry.Exchange < 0)
        {
            return "no scenario";
        }

        var end = entry.End;
        var took = (end?.At ?? entry.At) - entry.At;
        return $"{entry.Scenario}, attempt {entry.Attempt}: {Counted.Of(entry.Writes.Count, "write")}, {Counted.Of(entry.Writes.Sum(w => w.Bytes), "byte")} in {took.TotalMilliseconds:0} ms, "
            + (end is null ? "not ended" : end.Done == "peer-closed" ? "the client closed first" : end.Done);
    }
}
