using System.Runtime.CompilerServices;
using System.Text;
using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>Every wrong observation with all that a verdict says of it, in an approved file: words and figures are what people act on.</summary>
public sealed partial class JudgeTests
{
    private static readonly ClientFacts Command = Given.Client with { Way = WayIn.Exec };
    private static readonly ClientFacts Proxy = Given.Client with { Way = WayIn.Relay };

    /// <summary>What no row of a key shows: faults that are not the client's, plain commands, long and invisible text, several attempts.</summary>
    private static Telling[] Others =>
    [
        new("nobody came", new() { Outcome = Outcome.Complete }, Given.Run(journal: [])),
        new("another address", new() { Outcome = Outcome.Complete }, Given.Run(journal: [Given.Entry(1, 0, ["unmatched: GET /v1, which is no route here"])])),
        new("our own defect", new() { Outcome = Outcome.Complete }, Given.Run(journal: [Given.Entry(1, 0, ["note defect of the fake server: it fell over"])])),
        new("not ended as asked", new() { Outcome = Outcome.Complete }, Given.Run(journal: [Given.Entry(2, 0, asked: "rst", done: "close")])),
        new("not ended, with a note", new() { Outcome = Outcome.Complete }, Given.Run(journal: [Given.Entry(1, 0) with { End = new("rst", "close", null, Given.Ms(4), "the kernel would not") }])),
        new("skipped", new() { Outcome = Outcome.Complete }, Given.Run() with { Transcript = new([], null) { Skipped = "no such api" } }),
        new("adapter broke", new() { Outcome = Outcome.Complete }, Given.Run() with { Transcript = new([], null) { Errored = "boom\r\nat line 3" } }),
        new("no end", new() { Outcome = Outcome.Complete }, Given.Run() with { Transcript = new([], null) }),
        new("hung", new() { Outcome = Outcome.Complete }, Given.Run() with { Transcript = new([], null) { Hung = true } }),
        new("hung, nothing asked of the end", new() { Text = "a" }, Given.Run() with { Transcript = new([], null) { Hung = true } }),
        new("not to be seen here", new() { Thinking = "hm" }, Given.Run(client: Command)),
        new("declares no base", new() { Server = Given.Server(backoff: BackoffRule.Growth) }, Given.Run(journal: Two)),
        new("by a policy unknown", new() { ByPolicy = new Dictionary<string, IReadOnlyDictionary<string, Expectation>> { ["restart"] = new Dictionary<string, Expectation>() } }, Given.Run()),
        new("command", new() { Outcome = Outcome.Failed }, Given.Run(client: Command)),
        new("command that failed", new() { Outcome = Outcome.Complete }, Given.Run(client: Command, end: Given.End(Outcome.Failed, FailureKind.Http, message: "404"))),
        new("command that prints", new() { Text = "ab" }, Given.Run(Given.Tokens("ab\n"), client: Command), Given.Run(Given.Tokens("ab\r\n"), client: Command), Given.Run(Given.Tokens("ab\n\n"), client: Command)),
        new("command's hash", new() { TextSha256 = Hashed.Sha256("ab") }, Given.Run(Given.Tokens("ab\n"), client: Command), Given.Run(Given.Tokens("ab\r\n"), client: Command), Given.Run(Given.Tokens("ab\r"), client: Command)),
        new("proxy", new() { Outcome = Outcome.Failed }, Given.Run(client: Proxy), Given.Run(client: Proxy, end: Given.End(Outcome.Incomplete))),
        new("kind and message", new() { Outcome = Outcome.Incomplete }, Given.Run(end: Given.End(Outcome.Failed, FailureKind.Timeout, message: "no \"answer\"\tcame\u0007")), Given.Run(end: Given.End(Outcome.Failed, message: ""))),
        new("wait of the server", new() { RetryAfter = Given.Ms(2000) }, Declaring("retry-after", Given.End() with { RetryAfter = Given.Ms(250) }), Declaring("retry-after", Given.End()), Declaring("retry-after", Given.End() with { RetryAfter = Given.Ms(2000) })),
        new("said attempts", new() { Attempts = new(2, 3) }, Given.Run(journal: Two, end: Given.End(attempts: 4)), Given.Run(journal: Two, end: Given.End(attempts: 3))),
        new("required", new() { Outcome = Outcome.Complete }, Given.Run(journal: [Given.Entry(1, 0, ["unmet require: header accept is absent"])]), Given.Run(journal: [Given.Entry(1, 0, ["unmet"])])),
        new("long text", new() { Text = new string('a', 200) + "b" }, Given.Run(Given.Tokens(new string('a', 200) + "c")), Given.Run(Given.Tokens(new string('a', 119))), Given.Run(Given.Tokens("é\uFEFF\uFFFD\u200B\u2028\u2029\n\r\t\""))),
        new("text at the edge", new() { Text = new string('a', 120) }, Given.Run(Given.Tokens(new string('a', 119) + "b")), Given.Run(Given.Tokens(new string('a', 121)))),
        new("twice", new() { Text = "abab" }, Given.Run([.. Given.Tokens("ab"), new TranscriptItem.Token(Given.Ms(1500), "ab")], journal: Two), Given.Run([.. Given.Tokens("ab"), new TranscriptItem.Restart(Given.Ms(1000), 2), new TranscriptItem.Token(Given.Ms(1500), "ab")], journal: Two)),
        new("posted again", new() { Attempts = new(1, 1) }, Given.Run(journal: [Given.Entry(1, 0), Given.Entry(2, 1010, facts: Given.Request with { Method = "POST" }), Given.Entry(3, 1900, again: true)])),
        new("restarts", new() { Text = "" }, Given.Run([new TranscriptItem.Restart(Given.Ms(10), 2), new TranscriptItem.Restart(Given.Ms(20), 3), new TranscriptItem.Token(Given.Ms(30), "a")])),
        new("closed by nobody", new() { Server = Given.Server(closedBy: "client") }, Given.Run(journal: [Given.Entry(1, 0, asked: "stall")]), Given.Run(journal: [Given.Entry(1, 0) with { End = null }]), Given.Run(journal: [Given.Entry(1, 0, peer: new("fin", Given.Ms(10)))]),
            Given.Run(journal: [Given.Entry(1, 0, asked: "stall", done: "peer-closed", peer: new("fin", Given.Ms(99)))])),
        new("of no exchange", new() { Server = Given.Server(gaps: [Given.Ms(500)]) }, Given.Run(journal: [Given.Entry(1, 0) with { Exchange = 9 }, Given.Entry(2, 400) with { Exchange = 9 }])),
        new("a declared base", new() { Server = Given.Server(backoff: BackoffRule.Growth) }, Given.Run(journal: [Given.Entry(1, 0), Given.Entry(2, 20)], client: Given.Client with { Policy = new(Retries: 3, Base: Given.Ms(50)) })),
        new("an answer to nothing", new() { Text = "a" }, Given.Run(Given.Tokens("a"), journal: [])),
        new("a call whose id comes late", new() { ToolCalls = """[{"index":0,"id":"c","name":"f","arguments":"{}"}]""" }, Given.Run([new TranscriptItem.ToolCall(default, 0, null, "f", "{"), new TranscriptItem.ToolCall(default, 0, "c", null, "}")])),
        new("known with the head", new() { Server = Given.Server(gaps: [Given.Ms(500)]) }, [Given.Answer(429)], Given.Run(journal: [Given.Entry(1, 0), Given.Entry(2, 400)])),
        new("known by the peer's end", new() { Server = Given.Server(gaps: [Given.Ms(500)]) }, Given.Run(journal: [Given.Entry(1, 0, peer: new("fin", Given.Ms(4))), Given.Entry(2, 400)])),
        new("edge of a wait", new() { Server = Given.Server(gaps: [Given.Ms(500)]) }, Given.Run(journal: [Given.Entry(1, 0), Given.Entry(2, 508)]), Given.Run(journal: [Given.Entry(1, 0), Given.Entry(2, 507.9)])),
        new("absent header", new() { Server = Given.Server(header: new() { ["accept"] = "a/b", ["x-none"] = "*", ["x-not"] = "1" }) }, Given.Run(), Given.Run(journal: [])),
    ];

    private static Telling[] RawOthers =>
    [
        new("one event of none", new() { Events = [] }, Given.Run(Given.Events((null, "a", null)))),
        new("many events", new() { Events = [new(null, "0", null)] }, Given.Run(Given.Events([.. Enumerable.Range(0, 10).Select(i => ((string?)"", $"{i}", (string?)null))]))),
        new("any data", new() { Events = [new("x", null, "1"), new(null, null, null)] }, Given.Run(Given.Events((null, "b", null)))),
        new("text beside events", new() { Text = "b" }, Given.Run([.. Given.Tokens("a"), .. Given.Events((null, "b", null))])),
        new("typed message", new() { Events = [new("message", "a", "")] }, Given.Run(Given.Events(("", "a", null))), Given.Run(Given.Events(("other", "a", "7")))),
    ];

    [Fact]
    public void All_that_is_said_of_what_is_wrong_is_approved()
    {
        var text = new StringBuilder();
        foreach (var (rows, others, api) in new[] { (Rows, Others, "edgequake.query.documented"), (RawRows, RawOthers, "raw") })
        {
            foreach (var row in rows)
                Tell(text, row.Key, Given.Case(row.Expect, api: api), [row.Right, .. row.Wrong]);
            foreach (var other in others)
                Tell(text, other.What, Given.Case(other.Expect, api: api, attempts: other.Attempts), other.Runs);
        }

        var file = Path.Combine(Path.GetDirectoryName(Here())!, "golden", "said.txt");
        if (Environment.GetEnvironmentVariable("ACCEPT_GOLDEN") == "1")
            File.WriteAllText(file, text.ToString());
        text.ToString().Should().Be(File.ReadAllText(file).ReplaceLineEndings("\n"), "ACCEPT_GOLDEN=1 writes it anew, and the difference is read in review");
    }

    [Fact]
    public void Of_two_expectations_each_key_comes_from_the_inner_one_where_it_has_it()
    {
        var none = new Expectation();
        Expectation Full(int n, bool same) => none with
        {
            Outcome = (Outcome)n,
            Kind = (FailureKind)n,
            Text = $"{n}",
            TextSha256 = $"{n}",
            Events = [new($"{n}", null, null)],
            Tokens = n,
            Texts = n,
            Sources = [$"{n}"],
            Malformed = n,
            Thinking = $"{n}",
            Usage = $"{n}",
            Finish = $"{n}",
            ToolCalls = $"{n}",
            Code = $"{n}",
            RetryAfter = Given.Ms(n),
            Comments = [$"{n}"],
            Attempts = new(n, n),
            Server = Given.Server(new(n, n), [Given.Ms(n)], new() { [$"{n}"] = null }, same, $"{n}", (BackoffRule)n),
        };

        var (one, two) = (Full(1, same: true), Full(2, same: true));
        Resolution.Merge(one, none).Should().Be(one);
        Resolution.Merge(none, one).Should().Be(one);
        Resolution.Merge(one, two).Should().Be(two);
        var silent = none with { Server = Given.Server() };
        Resolution.Merge(one, silent).Should().Be(one);
        Resolution.Merge(silent, one).Should().Be(one);
        Resolution.Merge(silent, silent).Server!.SameBody.Should().BeFalse();
    }

    private static string Here([CallerFilePath] string file = "") => file;

    private static Run Declaring(string capability, TranscriptEnd end) => Given.Run(end: end, client: Given.Client with { Capabilities = [capability] });

    private static void Tell(StringBuilder text, string what, BoundCase bound, Run[] runs)
    {
        for (var i = 0; i < runs.Length; i++)
        {
            var verdict = Judge.Decide(bound, [runs[i]]);
            text.Append(what).Append(" #").Append(i).Append(": ").Append(Words.Of(verdict.Status)).Append(" in ").Append(ServerWitness.Seconds(verdict.Took))
                .Append(Judge.TimingOnly(bound, [runs[i]]).Count > 0 ? ", by a clock alone" : "").Append(verdict.Reason is null ? "" : ": ").Append(verdict.Reason).Append('\n');
            foreach (var f in verdict.Findings)
                text.Append("  ").Append(f.Witness).Append(' ').Append(f.Key).Append(f.Timing ? " (timing)" : "").Append(" | ").Append(f.Expected).Append(" | ").Append(f.Actual).Append(" | ").Append(Words.Of(f.Harm)).Append('\n');
            foreach (var seen in verdict.Observed)
                text.Append("  seen: ").Append(seen).Append('\n');
        }
    }

    /// <summary>Runs of one expectation, right and wrong ones.</summary>
    private sealed record Telling(string What, Expectation Expect, Attempt[] Attempts, params Run[] Runs)
    {
        public Telling(string what, Expectation expect, params Run[] runs)
            : this(what, expect, [], runs)
        {
        }
    }
}
