using EdgeQuake.Bench;

namespace EdgeQuake.Harness;

/// <summary><c>selftest --soak 15m --streams 2000</c>: many slow streams for long, and whether the server's memory stays where it is.</summary>
internal static class Soaking
{
    public static async Task<ExitCode> RunAsync(Session session, TimeSpan time, int streams, OutFolder folder, CancellationToken stop)
    {
        var options = new SoakOptions
        {
            For = time,
            Streams = streams,
            Serve = SelfTestOptions.Self("serve", "--port", "0", "--quiet", "--no-writes", "--journal", "1000"),
            Arguments = session.Typed,
        };
        var result = await Meter.ShowAsync(session, show => SoakRun.RunAsync(options with { Progress = show }, stop));
        var written = Renderings.Write(session, folder, ("run.json", () => SoakReport.Json(result)), ("report.md", () => SoakReport.Markdown(result)));
        if (result.Broken is { } broken)
        {
            session.Error.WriteLine($"error: {broken}");
        }

        session.Out.WriteLine(SoakReport.Text(result).TrimEnd('\n'));
        return ExitCodes.Worst((ExitCode)result.ExitCode, written);
    }
}
