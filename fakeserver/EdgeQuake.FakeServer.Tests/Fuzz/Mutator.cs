namespace EdgeQuake.FakeServer.Tests;

/// <summary>Turns good inputs into nearly good ones: flips, cuts, repeats, splices and swaps, all drawn from one seed.</summary>
internal sealed class Mutator(ulong seed, IReadOnlyList<byte[]> corpus, IReadOnlyList<byte[]> words)
{
    private ulong state = seed;

    /// <summary>A number below <paramref name="below"/>: SplitMix64, so that a seed gives the same inputs everywhere.</summary>
    public int Draw(int below)
    {
        state += 0x9E3779B97F4A7C15;
        var z = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)((z ^ (z >> 31)) % (ulong)below);
    }

    public byte[] Next()
    {
        var bytes = corpus[Draw(corpus.Count)];
        for (var n = 1 + Draw(4); n > 0; n--)
        {
            bytes = Once(bytes);
        }

        return bytes;
    }

    private byte[] Once(byte[] from)
    {
        var (a, b) = (Draw(from.Length + 1), Draw(from.Length + 1));
        (a, b) = (Math.Min(a, b), Math.Max(a, b));
        var near = Math.Min(from.Length, a + Draw(8));
        switch (Draw(8))
        {
            case 0: // one byte changed
                return [.. from[..a], (byte)Draw(256), .. from[Math.Min(from.Length, a + 1)..]];
            case 1: // a few bytes gone
                return [.. from[..a], .. from[near..]];
            case 2: // a piece twice
                return from.Length > 64 * 1024 ? from : [.. from[..b], .. from[a..]];
            case 3: // cut off
                return from[..b];
            case 4: // a word of the trade put in
                return [.. from[..a], .. words[Draw(words.Count)], .. from[a..]];
            case 5: // a word in place of a few bytes
                return [.. from[..a], .. words[Draw(words.Count)], .. from[near..]];
            case 6: // the beginning of one, the end of another
                var other = corpus[Draw(corpus.Count)];
                return [.. from[..a], .. other[Draw(other.Length + 1)..]];
            default: // two pieces change places
                return [.. from[..a], .. from[b..], .. from[a..b]];
        }
    }
}
