using System.Text;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance.Tests;

/// <summary>A result with one verdict of every standing and one item of every kind, hostile text among them.</summary>
internal static class Sample
{
    internal const string Hostile = "</script><b>&\"'\u0001\u2028🦀";

    private static ClientFacts Facts { get; } = new(
        "client-a", "1.2.3", "javascript", "https://example.org", ["raw"], ["core"], ["cancel"], 4,
        new ClientPolicy(2, Base: Ms(500), Cap: TimeSpan.FromSeconds(8), Jitter: 0.25, RetryOn: ["429", "network"]), WayIn.Stdio);

    internal static ConformanceResult Result { get; } = Build();

    internal static ConformanceRun Run(params Verdict[] verdicts) => new(Facts, verdicts);

    internal static Verdict Verdict(string id, VerdictStatus status, string level = "MUST", string? reason = "because", params Finding[] findings) =>
        new(id, "raw", id.StartsWith("retry", StringComparison.Ordinal) ? "retry" : "core", level, status, status == VerdictStatus.Passed ? null : reason, findings, Cell.Default, 1, findings.Length > 0 ? 1 : 0, null, [], Ms(12));

    internal static ConformanceResult Of(params ConformanceRun[] runs) => Result with { Clients = runs };

    private static TimeSpan Ms(double ms) => TimeSpan.FromMilliseconds(ms);

    private static ConformanceResult Build()
    {
        var cell = new Cell(new WriteMode(WriteKind.At, At: [3]), Eol.Cr, BodyFraming.Close, Shape.V2);
        var worst = new Run(cell, long.MaxValue, 0, Facts, Transcript(), [Entry()]);
        var failed = Verdict("bom/start", VerdictStatus.Failed, "MUST", "the client reported text \"ab\"; expected \"a\"",
            new Finding("client", "text", "\"a\"", "\"ab\"", Harm.Text), new Finding("server", "server.gaps", ">= 1s", "0.1 s", Harm.Behaviour, Timing: true)) with
        {
            Cell = cell,
            CellsRun = 9,
            Worst = worst,
            Observed = ["2 attempts, waits 0.1 s"],
            Wire = [new WireAct(1, Ms(10.25), "head", "485454502f312e31"), new WireAct(1, null, "end reset", "")],
        };
        var run = new ConformanceRun(
            Facts,
            [
                Verdict("bom/twice", VerdictStatus.Passed), failed, Verdict("eof/warn", VerdictStatus.Failed, "SHOULD", Hostile, new Finding("client", "outcome", "incomplete", "complete", Harm.FalseSuccess)),
                Verdict("eof/known", VerdictStatus.Failed, "MUST", "as known", new Finding("client", "events", "1", "0", Harm.Text)), Verdict("retry/skip", VerdictStatus.Skipped), Verdict("retry/na", VerdictStatus.NotApplicable),
                Verdict("retry/broke", VerdictStatus.Broken, reason: "the adapter died"),
            ],
            Doctor: new DoctorReport([new DoctorCheck("connects", "does it connect?", true, null)], null),
            Baseline: new BaselineReport([new KnownVerdict("eof/known", "raw", new KnownFailure("eof/known", "it says so", "https://example.org/1", new DateOnly(2027, 1, 1)))], ["bom/gone matches nothing"]),
            Stderr: "noise", Timing: new RunTiming(5, Ms(312.5), 2, Ms(1250), 1, Ms(500)));
        var other = new ConformanceRun(Facts with { Name = "client-b", Way = WayIn.Exec }, [Verdict("bom/twice", VerdictStatus.Passed)], Interrupted: true, Broke: "stopped early");
        var rules = run.Verdicts.Select(v => new CaseRule(v.Case, v.Level, v.Profile.Split('@')[0], $"About {v.Case}.", "Why.", [new SpecClause("https://html.spec.whatwg.org/", "a \"quote\"")])).ToArray();
        return new ConformanceResult(
            new RunHeader("conformance", 1, "0.1.0", "abc123", ".NET 10.0.12", "linux", "linux-x64, 2 cores", "cpu", 2, 1024, 7, ["conform"],
                new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero), TimeSpan.FromSeconds(3.25), null),
            [run, other], rules);
    }

    private static Transcript Transcript() => new(
        [
            new TranscriptItem.Event(Ms(1), null, "d", "7"), new TranscriptItem.Token(Ms(2.0001), Hostile), new TranscriptItem.Source(Ms(3), "s"), new TranscriptItem.Thinking(Ms(4), "t"),
            new TranscriptItem.Usage(Ms(5), """{"total_tokens":3}"""), new TranscriptItem.Malformed(Ms(6), "{x"), new TranscriptItem.Finish(Ms(7), "stop"),
            new TranscriptItem.ToolCall(Ms(8), 1, null, "f", "{}"), new TranscriptItem.Comment(Ms(9), "c"), new TranscriptItem.Restart(Ms(10), 2),
        ],
        new TranscriptEnd(Ms(11), Outcome.Failed, FailureKind.Http, 503, "C", "m", "text", 2, Ms(7000)));

    private static JournalEntry Entry() => new()
    {
        Request = 1,
        Connection = 1,
        Scenario = "bom/start",
        Exchange = 0,
        Attempt = 1,
        TransportRetry = true,
        Facts = new RequestFacts("POST", "/raw?q=1", "/raw", new Dictionary<string, string> { ["q"] = "1" }, [new HttpField("Accept", "text/event-stream")], Encoding.UTF8.GetBytes("{}")),
        At = Ms(0.5),
        HeadSentAt = Ms(0.75),
        Writes = [new JournalWrite(Ms(1), Ms(1.5), 12, 1, true)],
        End = new JournalEnd("reset", "peer-closed", 12, Ms(9), "a note"),
        Peer = new PeerClose("fin", Ms(8)),
        Draws = ["itl#1=2ms"],
        Notes = ["unmet header"],
    };
}
