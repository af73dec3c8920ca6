using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using EdgeQuake.Bench;

namespace EdgeQuake.Harness;

/// <summary><c>selftest</c>: how wrong our own figures are on this machine. Plain: reported − true of the load engine; <c>--pacing</c>: how late the server sends;
/// <c>--throughput</c>: what an event costs it; <c>--client</c>: what one costs our client; <c>--soak</c>: whether its memory stays flat.</summary>
internal sealed class SelfTestVerb(Session session)
{
    private readonly Option<bool> _pacing = new("--pacing") { Description = "The server instead of the load engine: emission − schedule, beside a server on timers (task-delay)." };
    private readonly Option<bool> _throughput = new("--throughput") { Description = "What an event costs the server, beside a bare socket loop and aimock." };
    private readonly Option<bool> _client = new("--client") { Description = "What an event costs our client, beside HttpClient with SseParser and a loop over httpx." };
    private readonly Option<string?> _without = new("--without") { Description = "With --client: clients to leave out, as httpx.", HelpName = "client,…" };
    private readonly Option<string?> _python = new("--python") { Description = "With --client: the Python that has httpx. Default: python3, then the system's own.", HelpName = "program" };
    private readonly Option<int?> _repeats = Values.Whole("--repeats", "How often each row is measured; --pacing, --throughput and --client. Default: 5.", 1, 100);
    private readonly Option<TimeSpan?> _for = Values.Duration("--for", "How long each row is measured. Default: 6s; --pacing and --throughput 3s.");
    private readonly Option<int?> _rate = Values.Whole("--tokens", "Tokens a second of each stream. Default: 50; not for --throughput.", 1, 1000);
    private readonly Option<TimeSpan?> _soak = Values.Duration("--soak", "Many slow streams for so long instead, and whether the server's memory stays flat.");
    private readonly Option<int?> _streams = Values.Whole("--streams", "With --soak, and with --client where memory is measured: streams at once. Default: 2000; --client 5000.", 1, 100_000);
    private readonly Option<string> _folder = Values.Out("selftest");

    private readonly Option<string?> _levels = new("--levels")
    {
        Description = "Streams at once, one row each: 1,50,200,500; with --pacing also 10000x2 (at 2 tokens/s each) and 1000/unison. Not for --throughput.",
        HelpName = "n,n,…",
    };

    private readonly Option<string?> _aimock = new("--aimock") { Description = "With --throughput: the folder where aimock is installed. Default: bench/aimock.", HelpName = "folder" };

    public static Verb Create(Session session) => new SelfTestVerb(session).Create();

    private Verb Create()
    {
        var verb = new Verb("selftest", "Plays a known schedule and prints reported − true for each metric; or how late and how cheap the server itself is.")
        {
            _pacing, _throughput, _client, _without, _python, _levels, _rate, _for, _repeats, _aimock, _soak, _streams, _folder,
        };
        verb.SetAction(async (parsed, stop) =>
        {
            var (pacing, throughput) = (parsed.GetValue(_pacing), parsed.GetValue(_throughput));
            Only(parsed, pacing, throughput);
            var folder = new OutFolder(parsed.GetRequiredValue(_folder)).Ready();
            if (parsed.GetValue(_soak) is { } time)
            {
                return (int)await Soaking.RunAsync(session, time, parsed.GetValue(_streams) ?? 2_000, folder, stop);
            }

            if (parsed.GetValue(_client))
            {
                return (int)await MeasuringClients.RunAsync(
                    session, parsed.GetValue(_for), parsed.GetValue(_repeats), parsed.GetValue(_streams), parsed.GetValue(_python), parsed.GetValue(_without), folder, stop);
            }

            return (int)await (pacing ? PacingAsync(parsed, stop) : throughput ? ThroughputAsync(parsed, stop) : LoadAsync(parsed, stop));
        });
        return verb;
    }

    private void Only(ParseResult parsed, bool pacing, bool throughput)
    {
        var client = parsed.GetValue(_client);
        var wrong = new[] { pacing, throughput, client, parsed.GetValue(_soak) is not null }.Count(x => x) > 1 ? "--pacing, --throughput, --client and --soak are runs of their own; give one"
            : !client && (parsed.GetValue(_without) ?? parsed.GetValue(_python)) is not null ? "--without and --python are for --client"
            : client && (parsed.GetValue(_levels) is not null || parsed.GetValue(_rate) is not null) ? "--levels and --tokens are not for --client"
            : !throughput && parsed.GetValue(_aimock) is not null ? "--aimock is for --throughput"
            : throughput && parsed.GetValue(_levels) is not null ? "--levels is not for --throughput"
            : throughput && parsed.GetValue(_rate) is not null ? "--tokens is not for --throughput"
            : !pacing && !throughput && !client && parsed.GetValue(_repeats) is not null ? "--repeats is for --pacing, --throughput and --client"
            : null;
        if (wrong is not null)
        {
            throw CommandException.Usage(wrong);
        }
    }

    private async Task<ExitCode> LoadAsync(ParseResult parsed, CancellationToken stop)
    {
        var options = new SelfTestOptions { TokenRate = parsed.GetValue(_rate) ?? 50, Server = Server, Arguments = session.Typed };
        options = parsed.GetValue(_levels) is { } levels ? options with { Levels = Levels(levels) } : options;
        options = parsed.GetValue(_for) is { } time ? options with { For = time } : options;
        var r = await Meter.ShowAsync(session, show => SelfTest.RunAsync(options with { Progress = show }, stop));
        return Write(parsed, SelfTestReport.Json(r), () => SelfTestReport.Markdown(r), SelfTestReport.Text(r), r.Broken, r.ExitCode);
    }

    private async Task<ExitCode> PacingAsync(ParseResult parsed, CancellationToken stop)
    {
        var options = new PacingOptions { Server = Server, Arguments = session.Typed };
        options = parsed.GetValue(_levels) is { } levels ? options with { Levels = LevelWord.List(levels, parsed.GetValue(_rate) ?? 50) }
            : parsed.GetValue(_rate) is { } rate ? options with { Levels = [.. options.Levels.Select(l => l with { Rate = rate })] } : options;
        options = parsed.GetValue(_for) is { } time ? options with { For = time } : options;
        options = parsed.GetValue(_repeats) is { } n ? options with { Repeats = n } : options;
        var r = await Meter.ShowAsync(session, show => PacingRun.RunAsync(options with { Progress = show }, stop));
        return Write(parsed, PacingReport.Json(r), () => PacingReport.Markdown(r), PacingReport.Text(r), r.Broken, r.ExitCode);
    }

    private async Task<ExitCode> ThroughputAsync(ParseResult parsed, CancellationToken stop)
    {
        var options = new ThroughputOptions { Server = Server, Arguments = session.Typed };
        options = parsed.GetValue(_aimock) is { } folder ? options with { Aimock = folder } : options;
        options = parsed.GetValue(_for) is { } time ? options with { For = time } : options;
        options = parsed.GetValue(_repeats) is { } n ? options with { Repeats = n } : options;
        var r = await Meter.ShowAsync(session, show => ThroughputRun.RunAsync(options with { Progress = show }, stop));
        return Write(parsed, ThroughputReport.Json(r), () => ThroughputReport.Markdown(r), ThroughputReport.Text(r), r.Broken, r.ExitCode);
    }

    private static IReadOnlyList<string> Server => SelfTestOptions.Self(SelfTestServerVerb.Name);

    private ExitCode Write(ParseResult parsed, string json, Func<string> markdown, string text, string? broken, int code)
    {
        var folder = new OutFolder(parsed.GetRequiredValue(_folder));
        var written = Renderings.Write(session, folder, ("run.json", () => json), ("report.md", markdown));
        if (broken is not null)
        {
            session.Error.WriteLine($"error: {broken}");
        }

        session.Out.WriteLine(text.TrimEnd('\n'));
        return ExitCodes.Worst((ExitCode)code, written);
    }

    private static List<int> Levels(string word)
    {
        var levels = word.Split(',').Select(w => int.TryParse(w, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0).ToList();
        return levels.TrueForAll(n => n is > 0 and <= 100_000) ? levels : throw CommandException.Usage($"--levels: '{word}' is no list of stream counts; expected 1,50,200");
    }
}
