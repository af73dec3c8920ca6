using BenchmarkDotNet.Attributes;

namespace EdgeQuake.Bench.Parsers;

/// <summary>One row of the table: a path, a payload, a read size. An operation is one event; payloads of fewer events are scaled afterwards.</summary>
public class ParserBenchmark
{
    private readonly Taker _taker = new();
    private Action _read = null!;

    [ParamsSource(nameof(Cases))]
    public string Case { get; set; } = "";

    public static IEnumerable<string> Cases => ParserCase.All.Select(c => c.Name);

    [GlobalSetup]
    public void Prepare()
    {
        var row = ParserCase.Named(Case);
        var (read, body) = (row.Path.Make(row.Payload), new ChunkStream(row.Payload.Bytes, row.Read));
        _read = () => read(body.Again(), _taker);
    }

    [Benchmark(OperationsPerInvoke = Payload.Count)]
    public long Events()
    {
        _read();
        return _taker.Length;
    }
}
