namespace EdgeQuake.Bench;

/// <summary>The samples of one statistic in one run, cut into blocks of consecutive streams: what the bootstrap draws from.</summary>
/// <remarks>
/// Streams that run beside each other share a queue and a machine, so single streams are no independent draws; blocks of them nearly are (Carlstein, 1986). A block is the cube
/// root of n streams long, and there are between 20 and 1,000 blocks where n allows. Samples are ranked once, so that a resample is counting, not sorting.
/// </remarks>
internal sealed class BlockedSample
{
    private const int FewestBlocks = 20;
    private const int MostBlocks = 1000;
    private readonly ComparedStat _stat;
    private readonly double[] _values;
    private readonly Binned[][] _blocks;

    private BlockedSample(ComparedStat stat, double[] values, Binned[][] blocks) => (_stat, _values, _blocks) = (stat, values, blocks);

    /// <summary>Samples in all: streams, or gaps.</summary>
    public long Count { get; private init; }

    /// <summary>Streams that have a sample.</summary>
    public int Streams { get; private init; }

    /// <summary>The statistic of the run itself.</summary>
    public double Value => Of([.. Enumerable.Range(0, _blocks.Length)], new long[_values.Length]);

    /// <param name="block">Streams of a block; null = as said above.</param>
    public static BlockedSample Of(ComparedStat stat, IReadOnlyList<StreamSample> streams, int? block = null)
    {
        (double Value, int Count)[][] samples = [.. streams.OrderBy(s => s.Planned).Select(s => stat.Samples(s).ToArray()).Where(s => s.Length > 0)];
        double[] values = [.. samples.SelectMany(s => s).Select(s => s.Value).Distinct().Order()];
        var blocks = samples.Chunk(block ?? Length(samples.Length)).Select(b => Merged(b, values)).ToArray();
        return new(stat, values, blocks) { Count = samples.Sum(s => s.Sum(x => (long)x.Count)), Streams = samples.Length };
    }

    /// <summary>The statistic of so many resamples: as many blocks as there are, each drawn from all of them with replacement.</summary>
    public double[] Resampled(int times, ulong seed)
    {
        var (drawn, counts, statistics) = (new int[_blocks.Length], new long[_values.Length], new double[times]);
        for (var r = 0; r < times; r++)
        {
            for (var b = 0; b < drawn.Length; b++)
            {
                drawn[b] = (int)(Draws.Uniform(seed, (r * drawn.Length) + b) * drawn.Length);
            }

            statistics[r] = Of(drawn, counts);
        }

        return statistics;
    }

    /// <param name="counts">Room to count in; its content does not matter.</param>
    private double Of(int[] blocks, long[] counts)
    {
        Array.Clear(counts);
        var total = 0L;
        foreach (var block in blocks)
        {
            foreach (var (bin, count) in _blocks[block])
            {
                counts[bin] += count;
                total += count;
            }
        }

        return _stat.Percentile is { } p ? AtRank(counts, (long)Math.Ceiling(total * p / 100)) : _values.Select((v, i) => v * counts[i]).Sum() / total;
    }

    private double AtRank(long[] counts, long rank)
    {
        var (bin, below) = (0, 0L);
        while (bin < counts.Length - 1 && (below += counts[bin]) < rank)
        {
            bin++;
        }

        return _values[bin];
    }

    private static Binned[] Merged((double Value, int Count)[][] block, double[] values) =>
        [.. block.SelectMany(s => s).GroupBy(s => s.Value).Select(g => new Binned(Array.BinarySearch(values, g.Key), g.Sum(s => s.Count)))];

    private static int Length(int streams) =>
        Math.Max(Math.Max(1, (int)Math.Ceiling((double)streams / MostBlocks)), Math.Min((int)Math.Round(Math.Cbrt(streams)), streams / FewestBlocks));
}
