using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace EdgeQuake.Bench.Parsers;

/// <summary>Runs BenchmarkDotNet in this process and takes its numbers as rows.</summary>
internal static class ParserBenchmarks
{
    /// <summary>Null when it refused to run.</summary>
    public static IReadOnlyList<ParserRow>? Measure(ParsersOptions options, TextWriter progress)
    {
        var summary = BenchmarkRunner.Run<ParserBenchmark>(Config(options, progress));
        var rows = summary.Reports.Where(r => r.ResultStatistics is not null).Select(Row).ToList();
        return summary.HasCriticalValidationErrors || rows.Count == 0 ? null : rows;
    }

    private static ManualConfig Config(ParsersOptions options, TextWriter progress)
    {
        var job = (options.Quick ? Job.ShortRun : Job.Default).WithToolchain(InProcessEmitToolchain.Instance);
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
            (string)parameters["Path"], payload.Name, (int)parameters["Read"], payload.BytesPerEvent, statistics.Mean, statistics.StandardDeviation, statistics.N,
            (double)allocated / report.GcStats.TotalOperations);
    }
}
