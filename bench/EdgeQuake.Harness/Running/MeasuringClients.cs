using EdgeQuake.Bench;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Harness;

/// <summary><c>selftest --client</c>: what an event and a stream cost our client, beside HttpClient with SseParser and a loop over httpx.</summary>
internal static class MeasuringClients
{
    /// <param name="without">Words of clients that are left out, by commas.</param>
    public static async Task<ExitCode> RunAsync(Session session, TimeSpan? time, int? repeats, int? held, string? python, string? without, OutFolder folder, CancellationToken stop)
    {
        var options = new ClientOptions { Server = SelfTestOptions.Self(SelfTestServerVerb.Name), Client = SelfTestOptions.Self(SelfTestClientVerb.Name), Arguments = session.Typed };
        options = options with
        {
            For = time ?? options.For,
            Repeats = repeats ?? options.Repeats,
            Held = held ?? options.Held,
            Python = python ?? options.Python,
            Contenders = [.. options.Contenders.Except(Without(without))],
        };
        if (options.Contenders.Count == 0)
        {
            throw CommandException.Usage("--without leaves nobody to measure");
        }

        var result = await Meter.ShowAsync(session, show => ClientRun.RunAsync(options with { Progress = show }, stop));
        var written = Renderings.Write(session, folder, ("run.json", () => ClientReport.Json(result)), ("report.md", () => ClientReport.Markdown(result)));
        if (result.Broken is { } broken)
        {
            session.Error.WriteLine($"error: {broken}");
        }

        session.Out.WriteLine(ClientReport.Text(result).TrimEnd('\n'));
        return ExitCodes.Worst((ExitCode)result.ExitCode, written);
    }

    private static IEnumerable<ClientContender> Without(string? words) => words is null ? [] : words.Split(',').Select(w =>
        Words.Parse<ClientContender>(w) ?? throw CommandException.Usage($"--without: '{w}' is not {Values.NoneOf(w, Words.All<ClientContender>())}"));
}
