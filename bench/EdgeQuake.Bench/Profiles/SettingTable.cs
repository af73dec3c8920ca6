using System.Globalization;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>The one table of what a load can be told: it feeds the options of the command and their help, profile files and their schema, and the README.</summary>
public static partial class SettingTable
{
    /// <summary>In the order of help.</summary>
    public static IReadOnlyList<Setting> All { get; } = [.. Whom, .. HowMuch, .. HowLong, .. What, .. Judged];

    private static IEnumerable<Setting> Whom =>
    [
        One("url", "url", "Server to load: http://host[:port][/path]. Without a path, the protocol's own route.", "", (p, word, _) => Target(word) is { } at ? p with { Target = at } : NoTarget(word)),
        Word<Protocol>("protocol", "What the server speaks", Protocol.Edgequake, (p, v) => p with { Protocol = v }),
        Word<Shape>("shape", "EdgeQuake only, which wire", Shape.Documented, (p, v) => p with { Shape = v }),
        new("header", SettingKind.Many, "name: value", "Further request headers; ${NAME} is a variable of the environment; values never reach a report.", "", HeaderText.Read) { Pair = ": " },
        Flag("http2", "HTTP/2 only: by ALPN under https, by prior knowledge under http. Without it HTTP/1.1 only.", (p, v) => p with { Http2 = v }),
        One("ca-cert", "file", "PEM file of the only authorities to trust.", "", CaCertText.Read),
        Flag("insecure", "Checks no certificate; every report says so.", (p, v) => p with { Insecure = v }),
        new("resolve", SettingKind.Many, "host:port:address", "Where a host is, told instead of looked up: api.example.com:443:127.0.0.1.", "", Resolved),
        Flag("no-probe", "Skips the one stream that checks address, access and protocol first.", (p, v) => p with { NoProbe = v }),
    ];

    private static IEnumerable<Setting> HowMuch =>
    [
        Whole("concurrency", "Closed loop: so many streams at once.", "", (p, v) => p with { Concurrency = v }) with { Instead = ["rate", "stages", "sweep"] },
        One<double>("rate", "rate", "Open loop: streams started per second, whatever the server does: 50/s, 30/m.", "", Quantity.Rate, "a rate", Quantity.RateExpected, (p, v) => p with { Rate = v })
            with { Instead = ["concurrency", "stages", "sweep"] },
        One("stages", "stages", "A load that changes: 0-20/s:30s,20/s:60s is an open loop, 1-50:30s,50:1m (no /s) a closed one.", "", Stages) with { Joined = true, Instead = ["concurrency", "rate", "sweep", "for"] },
        One("sweep", "levels", "One run a level, ascending, until goodput falls short or the run is INVALID: 5,10,20/s or 5..80/s (doubling) is an open loop, 1..64 (no /s) a closed one.", "", Sweep) with { Joined = true, Instead = ["concurrency", "rate", "stages"] },
        Word<ArrivalKind>("arrivals", "How the starts of an open loop are spread", ArrivalKind.Constant, (p, v) => p with { Arrivals = v }),
        One<double>("smoothness", "number", "Gamma arrivals only: 1 is poisson, below it bursts, above it nearer to equal gaps.", "0.25", Quantity.Decimal, "a number above 0", "0.05 to 100", (p, v) => p with { Smoothness = v }),
        Whole("max-streams", "An open loop never has more at once.", "10000", (p, v) => p with { MaxStreams = v }),
        One<ulong>("seed", "number", "Seed of every draw; the same seed repeats the same run.", "1", w => ulong.TryParse(w, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null, "a seed", "a whole number of at least 0", (p, v) => p with { Seed = v }),
    ];

    private static IEnumerable<Setting> HowLong =>
    [
        Time("for", "No stream starts after this.", "", (p, v) => p with { For = v }),
        Whole("count", "No more streams than this.", "", (p, v) => p with { Count = v }),
        Time("warm-up", "Played and shown, but in no figure.", "a tenth of --for, at most 5s", (p, v) => p with { WarmUp = v }),
        Time("drain", "How long running streams may go on after the last start.", "30s", (p, v) => p with { Drain = v }),
        Time("idle", "A stream without a byte for so long has failed.", "30s", (p, v) => p with { Idle = v }),
        Time("overall", "A stream that takes longer has failed.", "5m", (p, v) => p with { Overall = v }),
        Whole("retry", "How often a stream that broke is asked again, after 250 ms, doubled each time, or the server's Retry-After.", "never", (p, v) => p with { Retry = v }),
        Flag("fallback", "EdgeQuake only: what is still broken then is asked from the call that does not stream, POST /query.", (p, v) => p with { FallBack = v }),
    ];

    private static IEnumerable<Setting> What =>
    [
        One("prompt-field", "name", "Which member or column of --prompts holds the question.", PromptText.Field, (p, word, _) => p with { PromptField = word }),
        One("prompts", "file", "File of questions, taken in turn: .jsonl, .csv with a head line, else one a line.", "", PromptText.Read),
        Flag("no-prefix", "Sends questions without the prefix of their own that keeps a provider from answering out of its prefix cache.", (p, v) => p with { NoPrefix = v }),
        Whole("turns", "Turns of a conversation, each carrying what was said before; rate, concurrency and count are then of conversations.", "1", (p, v) => p with { Turns = v }),
        One<ThinkTime>("think", "duration[..duration]", "From the end of a turn to the next question: 2s, or drawn from 1s..5s.", "0s", ThinkTime.Parse, "a think time", "a duration, or two with .. between, such as 2s or 1s..5s", (p, v) => p with { Think = v }),
        new("param", SettingKind.Many, "name=value", "Further request fields: mode=hybrid. A list varies, in balanced blocks: top_k=5,10,20 or mode=hybrid*3,local with weights.", "", Parameter) { Pair = "=" },
    ];

    private static IEnumerable<Setting> Judged =>
    [
        new("slo", SettingKind.Many, "objective", "Objectives: ttft.p95<500ms.", "", Objective),
        One<double>("max-failed", "share", "Share of failed streams that is still good: 0.01 or 1%; above 0, a share that is surely higher ends the run.", "0", Quantity.Share, "a share", "0.01 or 1%", (p, v) => p with { MaxFailed = v }),
        One<long>("max-tokens-total", "number", "Ends the run when all answers together have had so many tokens; looked at twenty times a second.", "", w => long.TryParse(w, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0 ? n : null, "a number of tokens", "digits, more than 0", (p, v) => p with { MaxTokensTotal = v }),
        One("price", "input/output", "What a million tokens cost, of questions and of answers: 0.15/0.60.", "", (p, word, _) => Price.Parse(word) is { } price ? p with { Price = price } : Wrong($"'{word}' is not a price", "input/output of a million tokens each, such as 0.15/0.60")),
        One<double>("max-cost", "number", "Ends the run when its streams have cost so much; looked at twenty times a second; needs --price.", "", w => Quantity.Decimal(w) is > 0 and var n ? n : null, "a sum above 0", "a number in the currency of --price, such as 0.50", (p, v) => p with { MaxCost = v }),
        One<double>("reader-speed", "number", "Characters a second that a reader takes in, for the reader's wait.", "25", Quantity.Decimal, "a number", "characters a second, such as 25", (p, v) => p with { ReaderSpeed = v }),
    ];

    /// <summary>All defaults; the address is always given.</summary>
    private static LoadProfile Plain { get; } = new() { Target = new Uri("http://localhost") };

    /// <summary>A load that is told how many users it has, and how long.</summary>
    public static LoadProfile Told { get; } = Plain with { Told = true };

    /// <summary>The setting of a name, or null.</summary>
    public static Setting? Find(string name) => All.FirstOrDefault(s => s.Name == name);

    /// <summary>A profile from what was given, file first: what is typed wins, and silences what it stands in the place of.</summary>
    /// <param name="given">Any order among one place; words of a <see cref="SettingKind.Many"/> add up.</param>
    /// <param name="from">What holds where nothing is given; null = the defaults.</param>
    /// <returns>The profile, or the problems with their places.</returns>
    public static (LoadProfile? Profile, IReadOnlyList<Problem> Problems) Profile(IReadOnlyList<SettingGiven> given, Func<SettingGiven, SettingSource> source, LoadProfile? from = null)
    {
        var typed = given.Where(g => g.Place is null).SelectMany(g => g.Setting.Instead.Append(g.Setting.Name)).ToHashSet(StringComparer.Ordinal);
        // In the order of the table: a file of questions is read after the field that names them.
        var order = All.Select((s, i) => (s, i)).ToDictionary(x => x.s, x => x.i);
        SettingGiven[] kept = [.. given.Where(g => g.Place is null || !typed.Contains(g.Setting.Name)).OrderBy(g => order[g.Setting])];
        if (kept.All(g => g.Setting.Name != "url"))
        {
            return (null, [new("URL", 0, 0, "no server is named", "http://host[:port][/path]")]);
        }

        var profile = from ?? Plain;
        var problems = new List<Problem>();
        foreach (var one in kept)
        {
            var read = one.Setting.Read(profile, one.Word, source(one));
            profile = read.Profile ?? profile;
            problems.AddRange(read.Problem is { } problem ? [one.At(problem)] : []);
        }

        // What is wrong with all together is said where its setting stands.
        problems.AddRange(problems.Count > 0 ? [] : ProfileCheck.Problems(profile).Select(x => kept.LastOrDefault(g => g.Place is not null && g.Setting.Option == x.File)?.At(x) ?? x));
        return problems.Count > 0 ? (null, problems) : (profile, []);
    }
}
