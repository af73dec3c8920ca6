using System.CommandLine;
using System.Globalization;
using EdgeQuake.Bench;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Harness;

/// <summary>The options of <c>load</c> as a profile. What they mean together is checked by Bench; here only that each can be read.</summary>
internal sealed class LoadWords
{
    private readonly Argument<string> url = new("url") { Description = "Server to load: http://host[:port][/path]. Without a path, the protocol's own route." };
    private readonly Option<Protocol?> protocol = Values.OneOf<Protocol>("--protocol", "What the server speaks", Protocol.Edgequake);
    private readonly Option<Shape?> shape = Values.OneOf<Shape>("--shape", "EdgeQuake only, which wire", Shape.Documented);
    private readonly Option<int?> concurrency = Values.Whole("--concurrency", "Closed loop: so many streams at once.", 1);
    private readonly Option<double?> rate = Values.Rate("--rate", "Open loop: streams started per second, whatever the server does: 50/s, 30/m.");
    private readonly Option<ArrivalKind?> arrivals = Values.OneOf<ArrivalKind>("--arrivals", "How the starts of an open loop are spread", ArrivalKind.Constant);
    private readonly Option<double?> smoothness = Values.Number("--smoothness", "Gamma arrivals only: 1 is poisson, below it bursts, above it nearer to equal gaps. Default: 0.25.");
    private readonly Option<TimeSpan?> duration = Values.Duration("--for", "No stream starts after this.");
    private readonly Option<int?> count = Values.Whole("--count", "No more streams than this.", 1);
    private readonly Option<TimeSpan?> warmUp = Values.Duration("--warm-up", "Played and shown, but in no figure. Default: a tenth of --for, at most 5s.");
    private readonly Option<TimeSpan?> drain = Values.Duration("--drain", "How long running streams may go on after the last start. Default: 30s.");
    private readonly Option<TimeSpan?> idle = Values.Duration("--idle", "A stream without a byte for so long has failed. Default: 30s.");
    private readonly Option<TimeSpan?> overall = Values.Duration("--overall", "A stream that takes longer has failed. Default: 5m.");
    private readonly Option<int?> maxStreams = Values.Whole("--max-streams", "An open loop never has more at once.", 1, normal: 10_000);
    private readonly Option<ulong?> seed = Values.Seed();
    private readonly Option<string?> prompts = new("--prompts") { Description = "File of questions, one a line, taken in turn.", HelpName = "file" };
    private readonly Option<string[]> parameters = new("--param") { Description = "Further request fields: mode=hybrid.", HelpName = "name=value" };
    private readonly Option<string[]> headers = new("--header") { Description = "Further request headers; ${NAME} is a variable of the environment; values never reach a report.", HelpName = "name: value" };
    private readonly Option<string[]> objectives = new("--slo") { Description = "Objectives: ttft.p95<500ms.", HelpName = "objective" };
    private readonly Option<string?> maxFailed = new("--max-failed") { Description = "Share of failed streams that is still good: 0.01 or 1%. Default: 0.", HelpName = "share" };
    private readonly Option<bool> noProbe = new("--no-probe") { Description = "Skips the one stream that checks address, access and protocol first." };

    /// <summary>Adds everything to a verb.</summary>
    public Verb On(Verb verb)
    {
        verb.Add(url);
        Option[] all =
        [
            protocol, shape, concurrency, rate, arrivals, smoothness, duration, count, warmUp, drain, idle, overall, maxStreams, seed, prompts, parameters, headers,
            objectives, maxFailed, noProbe,
        ];
        foreach (var option in all)
        {
            verb.Add(option);
        }

        return verb;
    }

    /// <summary>The profile, or exit 2 with the first thing that is wrong.</summary>
    public LoadProfile Of(ParseResult parsed)
    {
        var normal = new LoadProfile { Target = Targets.Of(parsed.GetRequiredValue(url)) };
        var profile = normal with
        {
            Protocol = parsed.GetValue(protocol) ?? Protocol.Edgequake,
            Shape = parsed.GetValue(shape) ?? Shape.Documented,
            Concurrency = parsed.GetValue(concurrency),
            Rate = parsed.GetValue(rate),
            Arrivals = parsed.GetValue(arrivals) ?? ArrivalKind.Constant,
            Smoothness = parsed.GetValue(smoothness),
            For = parsed.GetValue(duration),
            Count = parsed.GetValue(count),
            WarmUp = parsed.GetValue(warmUp),
            Drain = parsed.GetValue(drain) ?? normal.Drain,
            Idle = parsed.GetValue(idle) ?? normal.Idle,
            Overall = parsed.GetValue(overall) ?? normal.Overall,
            MaxStreams = parsed.GetValue(maxStreams)!.Value,
            Seed = parsed.GetValue(seed) ?? normal.Seed,
            Prompts = parsed.GetValue(prompts) is { } file ? Questions(file) : [],
            Parameters = [.. (parsed.GetValue(parameters) ?? []).Select(Targets.Parameter)],
            Headers = [.. (parsed.GetValue(headers) ?? []).Select(Targets.Header)],
            Objectives = [.. (parsed.GetValue(objectives) ?? []).Select(Objective)],
            MaxFailed = parsed.GetValue(maxFailed) is { } share ? Share(share) : 0,
            NoProbe = parsed.GetValue(noProbe),
        };
        return ProfileCheck.Problems(profile) is [var problem, ..] ? throw CommandException.Usage(problem.ToString()) : profile;
    }

    private static List<string> Questions(string file)
    {
        if (!File.Exists(file))
        {
            throw CommandException.Usage($"--prompts: {file}: there is no such file");
        }

        var lines = File.ReadAllLines(file).Where(l => l.Trim().Length > 0).ToList();
        return lines.Count > 0 ? lines : throw CommandException.Usage($"--prompts: {file} has no question; expected one a line");
    }

    private static Objective Objective(string text)
    {
        var problems = new List<Problem>();
        return ObjectiveParser.Parse(text, problems) ?? throw CommandException.Usage(problems[0].ToString());
    }

    private static double Share(string word)
    {
        var percent = word.EndsWith('%');
        return double.TryParse(word.TrimEnd('%'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var n)
            ? percent ? n / 100 : n
            : throw CommandException.Usage($"--max-failed: '{word}' is not a share; expected 0.01 or 1%");
    }
}
