using NBomber.Contracts.Stats;
using NBomber.CSharp;

namespace EdgeQuake.Bench.NBomber;

/// <summary>The command: the same streams under NBomber's engine and then under ours, and both figures side by side.</summary>
internal static class HostCommand
{
    /// <returns>Exit code: 0, 1 when streams failed, 2 for bad words, 3 when nothing was played.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter errors)
    {
        if (HostOptions.Parse(args, out var problem) is not { } options)
        {
            errors.WriteLine($"error: {problem}");
            errors.WriteLine(HostOptions.Usage);
            return 2;
        }

        using var player = new StreamPlayer(options.Profile());
        var first = await player.PlayAsync();
        if (first.Status != 200)
        {
            errors.WriteLine($"error: {options.Target}: {first.Message}");
            return 3;
        }

        var stats = NBomberRunner.RegisterScenarios(StreamScenario.Of(player, options))
            .WithTestSuite("EdgeQuake.Harness").WithTestName(StreamScenario.Name)
            .WithReportFolder(options.Out).WithReportFormats(ReportFormat.Html, ReportFormat.Md, ReportFormat.Csv)
            .Run();
        var theirs = stats.ScenarioStats.Single();
        var ours = await LoadEngine.RunAsync(options.Profile());
        output.WriteLine(SideBySide.Table(theirs, ours, player.Via));
        return theirs.Fail.Request.Count > 0 || ours.Summary.Failed > 0 ? 1 : 0;
    }
}
