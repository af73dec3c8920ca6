using System.CommandLine;
using EdgeQuake.Conformance;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Harness;

/// <summary>No verb at all: the tour. Judges the built-in clients, measures a known schedule, writes one page, says what to type next.</summary>
internal static class TourVerb
{
    public static void On(Command root, Session session)
    {
        var folder = Values.Out("tour");
        root.Add(folder);
        root.SetAction(async (parsed, stop) => (int)await RunAsync(session, new OutFolder(parsed.GetRequiredValue(folder)).Ready(), stop));
    }

    private static async Task<ExitCode> RunAsync(Session session, OutFolder folder, CancellationToken stop)
    {
        session.Error.WriteLine("1/3  judging the built-in .NET clients on the corpus");
        var options = RunnerOptions.Default with { Lane = LaneKind.Memory };
        var (judged, attached) = await Conforming.RunAsync(session, [.. Attachments.Reference()], Catalogue.Cases(), options, stop);
        session.Error.WriteLine("2/3  measuring our own server on a known schedule");
        var measured = stop.IsCancellationRequested ? null : await TourSchedule.RunAsync(session, stop);
        session.Error.WriteLine("3/3  writing the report");
        var tour = new TourResult(judged.Header, judged, measured);
        var written = Renderings.Write(session, folder, ("run.json", tour.Json), ("report.html", () => TourPage.Render(tour)));
        Print(session.Out, folder, tour);
        return ExitCodes.Worst(attached, written, Conforming.Judge(judged, strict: false), (ExitCode)(measured?.ExitCode ?? 0));
    }

    private static void Print(TextWriter output, OutFolder folder, TourResult tour)
    {
        foreach (var (name, value) in TourSummary.Rows(tour))
        {
            output.WriteLine($"{name,-28} {value}");
        }

        output.WriteLine();
        Renderings.Tell(output, folder.Path);
        output.WriteLine("next:");
        foreach (var (line, about) in TourSummary.Next)
        {
            output.WriteLine($"  {line}\n      {about}");
        }
    }
}
