using System.Globalization;

namespace EdgeQuake.Bench;

/// <summary>The gaps between the token events of one stream as counts in buckets of equal ratio: any percentile of any pool of streams, to within 0.5 %, from one short line.</summary>
/// <remarks>The idea is DDSketch's (Masson, Rim and Lee, 2019): bucket k holds 1.01^(k−½) to 1.01^(k+½) µs; what is below 1 µs is bucket 0.</remarks>
internal sealed record GapSketch(IReadOnlyList<Binned> Buckets)
{
    private const double Ratio = 1.01;

    public static GapSketch Of(IReadOnlyList<TokenStamp> tokens) =>
        new([.. Enumerable.Range(1, Math.Max(0, tokens.Count - 1)).GroupBy(i => Bucket(tokens[i].At - tokens[i - 1].At)).OrderBy(g => g.Key).Select(g => new Binned(g.Key, g.Count()))]);

    /// <summary>The middle of a bucket, ms.</summary>
    public static double Milliseconds(int bucket) => bucket == 0 ? 0 : Math.Pow(Ratio, bucket) / 1000;

    /// <summary><c>299*12 300*7 301</c>: bucket, and how often where that is not once. Reads back with <see cref="Parse"/>.</summary>
    public override string ToString() =>
        string.Join(' ', Buckets.Select(b => b.Count == 1 ? b.Bin.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{b.Bin}*{b.Count}")));

    /// <summary>Null when the text is no sketch.</summary>
    public static GapSketch? Parse(string text)
    {
        var buckets = new List<Binned>();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var star = word.IndexOf('*', StringComparison.Ordinal);
            var count = 1;
            if (!int.TryParse(star < 0 ? word : word[..star], NumberStyles.None, CultureInfo.InvariantCulture, out var bucket)
                || (star >= 0 && !int.TryParse(word.AsSpan(star + 1), NumberStyles.None, CultureInfo.InvariantCulture, out count)))
            {
                return null;
            }

            buckets.Add(new(bucket, count));
        }

        return new(buckets);
    }

    private static int Bucket(TimeSpan gap) => gap.TotalMicroseconds <= 1 ? 0 : (int)Math.Round(Math.Log(gap.TotalMicroseconds) / Math.Log(Ratio));
}

/// <summary>How many samples lie in a bin.</summary>
internal readonly record struct Binned(int Bin, int Count);
