using BenchmarkDotNet.Attributes;

namespace EdgeQuake.Bench.Parsers;

/// <summary>One row of the table: a path, a payload, a read size. An operation is one event.</summary>
public class ParserBenchmark
{
    private readonly Taker _taker = new();
    private Action _read = null!;

    [ParamsSource(nameof(Paths))]
    public string Path { get; set; } = "";

    [ParamsSource(nameof(Payloads))]
    public string Payload { get; set; } = "";

    /// <summary>1.4 KB is a TCP segment; 64 KB is a fast server and a full socket buffer.</summary>
    [Params(1400, 65536)]
    public int Read { get; set; }

    public static IEnumerable<string> Paths => ReadPath.All.Select(p => p.Name);

    public static IEnumerable<string> Payloads => Parsers.Payload.All.Select(p => p.Name);

    [GlobalSetup]
    public void Prepare()
    {
        var payload = Parsers.Payload.All.First(p => p.Name == Payload);
        var (read, body) = (ReadPath.Named(Path).Make(payload), new ChunkStream(payload.Bytes, Read));
        _read = () => read(body.Again(), _taker);
    }

    [Benchmark(OperationsPerInvoke = Parsers.Payload.Count)]
    public long Events()
    {
        _read();
        return _taker.Length;
    }
}
