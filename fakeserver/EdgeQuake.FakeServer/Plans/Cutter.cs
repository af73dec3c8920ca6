namespace EdgeQuake.FakeServer;

/// <summary>Where a run of body bytes is cut into writes. Pure: positions in, positions out.</summary>
internal static class Cutter
{
    /// <summary>Ascending ends of the pieces of <paramref name="bytes"/>; the last is its length.</summary>
    /// <param name="frames">Ends of the frames in it.</param>
    /// <param name="offset">Body bytes sent before it.</param>
    public static List<int> Cut(ReadOnlySpan<byte> bytes, IReadOnlyList<int> frames, WriteMode mode, int offset, Chance chance)
    {
        List<int> cuts = [];
        switch (mode.Kind)
        {
            case WriteKind.Event:
                cuts.AddRange(frames);
                break;
            case WriteKind.Byte:
                cuts.AddRange(Enumerable.Range(1, bytes.Length));
                break;
            case WriteKind.Bytes:
                for (var at = mode.Min; at < bytes.Length; at += mode.Min)
                {
                    cuts.Add(at);
                }

                break;
            case WriteKind.Random:
                for (var at = chance.Next(mode.Min, mode.Max); at < bytes.Length; at += chance.Next(mode.Min, mode.Max))
                {
                    cuts.Add(at);
                }

                break;
            case WriteKind.At:
                cuts.AddRange((mode.At ?? []).Select(a => a - offset).Where(a => a > 0));
                break;
            case WriteKind.Line or WriteKind.Utf8Split or WriteKind.CrlfSplit:
                ByContent(bytes, mode.Kind, cuts);
                break;
        }

        var length = bytes.Length;
        cuts.RemoveAll(c => c >= length);
        cuts.Add(length);
        return cuts;
    }

    private static void ByContent(ReadOnlySpan<byte> bytes, WriteKind kind, List<int> cuts)
    {
        for (var i = 1; i < bytes.Length; i++)
        {
            var (before, here) = (bytes[i - 1], bytes[i]);
            var cut = kind switch
            {
                WriteKind.Line => before == '\n' || (before == '\r' && here != '\n'),
                WriteKind.Utf8Split => (here & 0xC0) == 0x80,
                _ => before == '\r' && here == '\n',
            };
            if (cut)
            {
                cuts.Add(i);
            }
        }
    }
}
