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
        var runs = ParserCase.All.Select(c => (Read: c.Path.Make(c.Payload), Body: new ChunkStream(c.Payload.Bytes, 1400))).ToList();
        foreach (var (read, body) in runs.Concat(runs))
        {
            for (var i = 0; i < 20; i++)
                read(body.Again(), taker);
        }
    }

    private static Job Fixed(int warmups, int iterations, int milliseconds) =>
        Job.Default.WithWarmupCount(warmups).WithIterationCount(iterations).WithIterationTime(TimeInterval.FromMilliseconds(milliseconds));

    private static ManualConfig Config(ParsersOptions options, TextWriter progress)
    {
        var job = (options.Quick ? Fixed(1, 3, 20) : Fixed(4, 11, 100)).WithToolchain(InProcessEmitToolchain.Instance);
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
        var row = ParserCase.Named((string)report.BenchmarkCase.Parameters["Case"]);
        var allocated = report.GcStats.GetTotalAllocatedBytes(excludeAllocationQuantumSideEffects: true) ?? 0;

        // BenchmarkDotNet takes every payload for one of Count events.
        var scale = (double)Payload.Count / row.Payload.Events;
        return new(
            row.Path.Name, row.Payload.Name, row.Read, row.Payload.BytesPerEvent, statistics.Mean * scale, statistics.Median * scale, statistics.StandardDeviation * scale, statistics.N,
            scale * allocated / report.GcStats.TotalOperations);
    }
}
