using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace EdgeQuake.Bench.Parsers;

/// <summary>Runs BenchmarkDotNet in this process and takes its numbers as rows.</summary>
internal static class ParserBenchmarks
{
    /// <summary>Null when it refused to run.</summary>
    public static IReadOnlyList<ParserRow>? Measure(ParsersOptions options, TextWriter progress)
    {
        WarmUp();
        var summary = BenchmarkRunner.Run<ParserBenchmark>(Config(options, progress));
        var rows = summary.Reports.Where(r => r.ResultStatistics is not null).Select(Row).ToList();
        return summary.HasCriticalValidationErrors || rows.Count == 0 ? null : rows;
    }

    /// <summary>Every path over every payload, twice, until the compiler is done with them: in one process the first row would otherwise pay for all.</summary>
    private static void WarmUp()
    {
        var taker = new Taker();
        var runs = Payload.All.SelectMany(p => ReadPath.All.Select(path => (Read: path.Make(p), Body: new ChunkStream(p.Bytes, 1400)))).ToList();
        foreach (var (read, body) in runs.Concat(runs))
        {
            for (var i = 0; i < 40; i++)
                read(body.Again(), taker);
        }
    }

    private static Job Fixed(int warmups, int iterations, int milliseconds) =>
        Job.Default.WithWarmupCount(warmups).WithIterationCount(iterations).WithIterationTime(TimeInterval.FromMilliseconds(milliseconds));

    private static ManualConfig Config(ParsersOptions options, TextWriter progress)
    {
        var job = (options.Quick ? Fixed(1, 3, 20) : Fixed(6, 15, 200)).WithToolchain(InProcessEmitToolchain.Instance);
        return ManualConfig.CreateEmpty()
            .AddJob(job)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(new TextLogger(progress))
            .WithOptions(ConfigOptions.DisableLogFile)
            .WithArtifactsPath(Path.GetFullPath(options.Out) + ".benchmarkdotnet");
    }

    private static ParserRow Row(BenchmarkReport report)
    {
        var statistics = report.ResultStatistics!;
        var parameters = report.BenchmarkCase.Parameters;
        var payload = Payload.All.First(p => p.Name == (string)parameters["Payload"]);
        var allocated = report.GcStats.GetTotalAllocatedBytes(excludeAllocationQuantumSideEffects: true) ?? 0;
        return new(
            (string)parameters["Path"], payload.Name, (int)parameters["Read"], payload.BytesPerEvent, statistics.Mean, statistics.Median, statistics.StandardDeviation, statistics.N,
            (double)allocated / report.GcStats.TotalOperations);
    }
}
