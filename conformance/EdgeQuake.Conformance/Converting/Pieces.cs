using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>Cuts a recorded body at its reads and, where that loses no read, at its frames.</summary>
internal static class Pieces
{
    /// <summary>One piece a read.</summary>
    internal static IReadOnlyList<Piece> Exact(RecordedBody body, TimeSpan headAt) =>
        [.. body.Reads.Select((r, i) => new Piece(r.Bytes.ToArray(), r.At - (i == 0 ? headAt : body.Reads[i - 1].At), false))];

    /// <summary>One piece a frame; a frame that reads cut is one piece for each of them.</summary>
    internal static IReadOnlyList<Piece> Frames(RecordedBody body, TimeSpan headAt)
    {
        byte[] bytes = [.. body.Reads.SelectMany(r => r.Bytes.ToArray())];
        var starts = Starts(body, headAt);
        List<Piece> pieces = [];
        var from = 0;
        foreach (var end in FrameEnds(bytes))
        {
            int[] cuts = [from, .. starts.Keys.Where(s => s > from && s < end), end];
            for (var i = 0; i + 1 < cuts.Length; i++)
                pieces.Add(new(bytes[cuts[i]..cuts[i + 1]], starts.TryGetValue(cuts[i], out var gap) ? gap : null, cuts.Length == 2));
            from = end;
        }

        return pieces;
    }

    /// <summary>Where each read begins in the body, and the pause before it.</summary>
    private static SortedList<int, TimeSpan> Starts(RecordedBody body, TimeSpan headAt)
    {
        SortedList<int, TimeSpan> starts = [];
        var (at, before) = (0, headAt);
        foreach (var read in body.Reads)
        {
            starts.Add(at, read.At - before);
            (at, before) = (at + read.Bytes.Length, read.At);
        }

        return starts;
    }

    /// <summary>Ends of the blocks that a blank line closes, then the end of what is left.</summary>
    private static IEnumerable<int> FrameEnds(byte[] bytes)
    {
        var (blank, last) = (true, 0); // blank: the line so far is empty
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] is not ((byte)'\n' or (byte)'\r'))
            {
                blank = false;
                continue;
            }

            i += bytes[i] == '\r' && i + 1 < bytes.Length && bytes[i + 1] == '\n' ? 1 : 0;
            if (blank)
                yield return last = i + 1;
            blank = true;
        }

        if (last < bytes.Length)
            yield return bytes.Length;
    }
}
