using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>What the server saw and did in a run, one line each, stamped: the second witness as text.</summary>
internal static class ServerWords
{
    private const int Most = 12;

    internal static IEnumerable<(string At, string Said)> Of(Run run)
    {
        var start = Milliseconds.Start(run);
        foreach (var entry in run.Journal.Take(Most))
        {
            foreach (var (at, said) in Entry(entry))
            {
                yield return (Milliseconds.Since(at, start), said);
            }
        }

        if (run.Journal.Count == 0)
        {
            yield return ("", "no request came");
        }
        else if (run.Journal.Count > Most)
        {
            yield return ("", $"… and {run.Journal.Count - Most} requests more");
        }
    }

    private static IEnumerable<(TimeSpan? At, string Said)> Entry(JournalEntry entry)
    {
        var again = entry.TransportRetry ? ", repeated by the transport" : "";
        yield return (entry.At, $"request {entry.Request} on connection {entry.Connection}: {entry.Facts.Method} {entry.Facts.Target}, attempt {entry.Attempt}{again}");
        if (entry.HeadSentAt is { } head)
        {
            yield return (head, "response head sent");
        }

        if (entry.Writes.Count > 0)
        {
            yield return (entry.Writes[^1].Sent, $"last of {entry.Writes.Count} writes, {entry.Writes.Sum(w => w.Bytes)} body bytes in all");
        }

        if (entry.Peer is { } peer)
        {
            yield return (peer.At, $"the client closed first ({peer.How})");
        }

        if (entry.End is { } end)
        {
            yield return (end.At, (end.Asked == end.Done ? $"ended: {end.Done}" : $"asked to end by {end.Asked}, did {end.Done}") + (end.BytesAcked is { } n ? $", {n} bytes acknowledged" : "") + (end.Note is null ? "" : $"; {end.Note}"));
        }

        foreach (var note in entry.Notes)
        {
            yield return (null, note);
        }
    }
}
