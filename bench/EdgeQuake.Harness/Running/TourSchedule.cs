using EdgeQuake.Bench;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Harness;

/// <summary>The tour's load: 20 streams a second for 8 seconds on our own server, whose schedule is known, so that the figures can be held against the truth.</summary>
internal static class TourSchedule
{
    /// <summary>Time from the request to the first token, as scripted.</summary>
    public static readonly TimeSpan Ttft = TimeSpan.FromMilliseconds(80);

    /// <summary>Time between tokens, as scripted.</summary>
    public static readonly TimeSpan Itl = TimeSpan.FromMilliseconds(20);

    private const string Script =
        """
        - scenario: tour-schedule
          about: Twenty tokens on a known schedule.
          protocol: edgequake
          pace: { ttft: 80ms, itl: 20ms }
          steps:
            - tokens: { text: "A graph holds what a page forgets: who is linked to whom, and why it matters to the one who asks", by: word }
            - done:
        """;

    /// <summary>Starts the server and loads it.</summary>
    public static async Task<LoadResult> RunAsync(Session session, CancellationToken stop)
    {
        var set = ScenarioFile.Parse(Script, "tour");
        await using var server = await Servers.StartAsync(set.Scenarios, new FakeServerOptions { JournalWrites = false });
        var profile = new LoadProfile { Target = server.BaseAddress, Rate = 20, For = TimeSpan.FromSeconds(8) };
        return await Meter.ShowAsync(session, show =>
            LoadEngine.RunAsync(profile, LoadOptions.Default with { Progress = p => show(LoadConsole.Line(p)), Arguments = session.Typed }, stop));
    }
}
