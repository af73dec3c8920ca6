using System.Globalization;

namespace EdgeQuake.Bench.Parsers;

/// <summary>Bytes that each path may allocate for one whole stream: <c>budget.csv</c>. Allocations are exact, so they are gated; times are only reported.</summary>
internal static class Budget
{
    private const string Head = "path,payload,read,bytes a stream";
    private const int Runs = 5;

    /// <summary>As the file has it, by case.</summary>
    public static IReadOnlyDictionary<string, long> Read(string csv) =>
        csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split('"')).ToDictionary(
            f => $"{f[1]}, {f[2].Split(',')[1]}, {f[2].Split(',')[2]}", f => long.Parse(f[2].Split(',')[3], CultureInfo.InvariantCulture));

    public static string Write(IEnumerable<(ParserCase Case, long Bytes)> rows) =>
        Head + "\n" + string.Concat(rows.Select(r => string.Create(CultureInfo.InvariantCulture, $"\"{r.Case.Path.Name}\",{r.Case.Payload.Name},{r.Case.Read},{r.Bytes}\n")));

    /// <summary>Bytes that the path allocates for one stream once it is warm: the least of several, for a pool may have been emptied meanwhile.</summary>
    public static long Measure(ParserCase row)
    {
        var (read, body, taker, least) = (row.Path.Make(row.Payload), new ChunkStream(row.Payload.Bytes, row.Read), new Taker(), long.MaxValue);
        for (var i = 0; i <= Runs; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            read(body.Again(), taker);
            least = i == 0 ? least : Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
