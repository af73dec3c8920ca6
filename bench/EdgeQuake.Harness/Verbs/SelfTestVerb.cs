using System.CommandLine;
using System.Globalization;
using EdgeQuake.Bench;

namespace EdgeQuake.Harness;

/// <summary><c>selftest</c>: how wrong our own figures are on this machine: reported − true on a known schedule, at rising load.</summary>
internal static class SelfTestVerb
{
    public static Verb Create(Session session)
    {
        var levels = new Option<string>("--levels") { Description = "Streams at once, one row each.", HelpName = "n,n,…", DefaultValueFactory = _ => "1,50,200,500" };
        var rate = Values.Whole("--tokens", "Tokens a second of each stream.", 1, 1000, normal: 50);
        var duration = Values.Duration("--for", "How long each level is measured. Default: 6s.");
        var soak = Values.Duration("--soak", "Many slow streams for so long instead, and whether the server's memory stays flat.");
        var streams = Values.Whole("--streams", "With --soak: streams at once. Default: 2000.", 1, 100_000);
        var folder = Values.Out("selftest");
        var verb = new Verb("selftest", "Plays a known schedule and prints reported − true for each metric.") { levels, rate, duration, soak, streams, folder };
        verb.SetAction(async (parsed, stop) =>
        {
            if (parsed.GetValue(soak) is { } long_)
            {
                return (int)await Soaking.RunAsync(session, long_, parsed.GetValue(streams) ?? 2_000, new OutFolder(parsed.GetRequiredValue(folder)), stop);
            }

            var options = new SelfTestOptions
            {
                Levels = Levels(parsed.GetRequiredValue(levels)),
                TokenRate = parsed.GetValue(rate)!.Value,
                Server = SelfTestOptions.Self(SelfTestServerVerb.Name),
                Arguments = session.Typed,
            };
            options = parsed.GetValue(duration) is { } time ? options with { For = time } : options;
            var result = await Meter.ShowAsync(session, show => SelfTest.RunAsync(options with { Progress = show }, stop));
            return (int)Write(session, new OutFolder(parsed.GetRequiredValue(folder)), result);
        });
        return verb;
    }

    private static ExitCode Write(Session session, OutFolder folder, SelfTestResult result)
    {
        folder.Write("run.json", SelfTestReport.Json(result));
        var written = Renderings.Write(session, folder, ("report.md", () => SelfTestReport.Markdown(result)));
        if (result.Broken is { } broken)
        {
            session.Error.WriteLine($"error: {broken}");
        }

        session.Out.WriteLine(SelfTestReport.Text(result).TrimEnd('\n'));
        return ExitCodes.Worst((ExitCode)result.ExitCode, written);
    }

    private static List<int> Levels(string word)
    {
        var levels = word.Split(',').Select(w => int.TryParse(w, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0).ToList();
        return levels.TrueForAll(n => n is > 0 and <= 100_000) ? levels : throw CommandException.Usage($"--levels: '{word}' is no list of stream counts; expected 1,50,200");
    }
}
