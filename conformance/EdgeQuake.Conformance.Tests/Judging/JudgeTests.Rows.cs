using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance.Tests;

/// <summary>One row per key of an expectation: an observation that holds, and wrong ones in each direction that must fail by that key.</summary>
public sealed partial class JudgeTests
{
    private static readonly RequestFacts BodyA = Given.Request with { Body = "a"u8.ToArray() };
    private static readonly RequestFacts BodyB = Given.Request with { Body = "b"u8.ToArray() };
    private static readonly JournalEntry[] Two = [Given.Entry(1, 0), Given.Entry(2, 1010)];

    private static readonly Row[] Rows =
    [
        new("outcome", new() { Outcome = Outcome.Complete }, Given.Run(), Given.Run(end: Given.End(Outcome.Incomplete)), Given.Run(end: Given.End(Outcome.Cancelled)), Given.Run(end: Given.End(Outcome.Failed, FailureKind.Network))),
        new("outcome", new() { Outcome = Outcome.Incomplete }, Given.Run(end: Given.End(Outcome.Incomplete)), Given.Run(), Given.Run(end: Given.End(Outcome.Failed, FailureKind.Network))),
        new("outcome", new() { Outcome = Outcome.Cancelled }, Given.Run(end: Given.End(Outcome.Cancelled)), Given.Run(), Given.Run(end: Given.End(Outcome.Failed, FailureKind.Timeout))),
        new("kind", new() { Outcome = Outcome.Failed, Kind = FailureKind.Network }, Given.Run(end: Given.End(Outcome.Failed, FailureKind.Network)), Given.Run(end: Given.End(Outcome.Failed, FailureKind.Timeout)), Given.Run(end: Given.End(Outcome.Failed))),
        new("text", new() { Text = "ab" }, Given.Run(Given.Tokens("a", "b")), Given.Run(Given.Tokens("a")), Given.Run(Given.Tokens("a", "b", "b")), Given.Run(Given.Tokens("b", "a")), Given.Run(end: Given.End(text: "a"))),
        new("text", new() { Text = "ab" }, Given.Run(Given.Tokens("a", "b"), Given.End(text: "ab")), Given.Run(Given.Tokens("a"), Given.End(text: "ab")), Given.Run(Given.Tokens("a", "b"), Given.End(text: "abab"))),
        new("text", new() { Text = "" }, Given.Run(), Given.Run(Given.Tokens(" "))),
        new("text", new() { TextSha256 = Hashed.Sha256("ab") }, Given.Run(Given.Tokens("a", "b")), Given.Run(Given.Tokens("a")), Given.Run(Given.Tokens("b", "a")), Given.Run(Given.Tokens("a", "b"), Given.End(text: "abb"))),
        new("tokens", new() { Tokens = 2, Texts = 1 }, Given.Run(Given.Tokens("a", "b", "c")), Given.Run(Given.Tokens("a", "b")), Given.Run(Given.Tokens("a", "b", "c", "d"))),
        new("tokens", new() { Tokens = 1 }, Given.Run(Given.Tokens("", "a")), Given.Run(Given.Tokens("", "a", "b"))),
        new("sources", new() { Sources = ["x", "y"] }, Given.Run([new TranscriptItem.Source(default, "x"), new TranscriptItem.Source(default, "y")]), Given.Run([new TranscriptItem.Source(default, "x")]), Given.Run([new TranscriptItem.Source(default, "y"), new TranscriptItem.Source(default, "x")])),
        new("sources", new() { Sources = [] }, Given.Run(), Given.Run([new TranscriptItem.Source(default, "x")])),
        new("malformed", new() { Malformed = 1 }, Given.Run([new TranscriptItem.Malformed(default, "{")]), Given.Run(), Given.Run([new TranscriptItem.Malformed(default, "{"), new TranscriptItem.Malformed(default, "{")])),
        new("thinking", new() { Thinking = "hm" }, Given.Run([new TranscriptItem.Thinking(default, "h"), new TranscriptItem.Thinking(default, "m")]), Given.Run(), Given.Run([new TranscriptItem.Thinking(default, "hmm")])),
        new("usage", new() { Usage = """{"total":3}""" }, Given.Run([new TranscriptItem.Usage(default, """{"total":3.0,"prompt":1}""")]), Given.Run(), Given.Run([new TranscriptItem.Usage(default, """{"total":4}""")]), Given.Run([new TranscriptItem.Usage(default, "no json")])),
        new("usage", new() { Usage = "null" }, Given.Run(), Given.Run([new TranscriptItem.Usage(default, """{"total":0}""")])),
        new("finish", new() { Finish = "stop" }, Given.Run([new TranscriptItem.Finish(default, "stop")]), Given.Run(), Given.Run([new TranscriptItem.Finish(default, "length")])),
        new("tool-calls", new() { ToolCalls = """[{"index":0,"name":"f","arguments":"{}"}]""" }, Given.Run([new TranscriptItem.ToolCall(default, 0, "c", "f", "{"), new TranscriptItem.ToolCall(default, 0, null, null, "}")]), Given.Run(), Given.Run([new TranscriptItem.ToolCall(default, 0, null, "f", "{")]), Given.Run([new TranscriptItem.ToolCall(default, 0, null, "f", "{}"), new TranscriptItem.ToolCall(default, 1, null, "g", "{}")])),
        new("code", new() { Code = "STREAM_ERROR" }, Given.Run(end: Given.End(code: "STREAM_ERROR")), Given.Run(), Given.Run(end: Given.End(code: "OTHER"))),
        new("comments", new() { Comments = ["hi"] }, Given.Run([new TranscriptItem.Comment(default, "hi")]), Given.Run(), Given.Run([new TranscriptItem.Comment(default, "hi"), new TranscriptItem.Comment(default, "hi")])),
        new("attempts", new() { Attempts = new(2, 2) }, Given.Run(journal: Two), Given.Run(), Given.Run(journal: [.. Two, Given.Entry(3, 2000)]), Given.Run(journal: Two, end: Given.End(attempts: 3))),
        new("server.requests", new() { Server = Given.Server(requests: new(1, 2)) }, Given.Run(journal: Two), Given.Run(journal: [.. Two, Given.Entry(3, 2000)])),
        new("server.gaps", new() { Server = Given.Server(gaps: [Given.Ms(1000)]) }, Given.Run(journal: Two), Given.Run(), Given.Run(journal: [Given.Entry(1, 0), Given.Entry(2, 1007)])),
        new("server.backoff", new() { Server = Given.Server(backoff: BackoffRule.Base) }, Waited(37.5, 38), Waited(100, 35), Waited(35, 100), Waited(0)),
        new("server.backoff", new() { Server = Given.Server(backoff: BackoffRule.Growth) }, Waited(37.5, 75, 112.5, 112.5), Waited(50, 70), Waited(50, 100, 109), Waited(30)),
        new("server.backoff", new() { Server = Given.Server(backoff: BackoffRule.Pause) }, Waited(37.5, 38), Waited(100, 35), Waited(25)),
        new("server.backoff", new() { Server = Given.Server(backoff: BackoffRule.Pause) }, Undeclared(25, 23), Undeclared(25, 22), Undeclared(0)),
        new("server.header", new() { Server = Given.Server(header: new() { ["last-event-id"] = "2" }) }, Given.Run(journal: [Given.Entry(1, 0, facts: WithId("2"))]), Given.Run(), Given.Run(journal: [Given.Entry(1, 0, facts: WithId("3"))])),
        new("server.header", new() { Server = Given.Server(header: new() { ["last-event-id"] = null }) }, Given.Run(), Given.Run(journal: [Given.Entry(1, 0, facts: WithId("2"))])),
        new("server.header", new() { Server = Given.Server(header: new() { ["last-event-id"] = "*" }) }, Given.Run(journal: [Given.Entry(1, 0, facts: WithId("9"))]), Given.Run()),
        new("server.same-body", new() { Server = Given.Server(sameBody: true) }, Given.Run(journal: [Given.Entry(1, 0, facts: BodyA), Given.Entry(2, 20, facts: BodyA)]), Given.Run(journal: [Given.Entry(1, 0, facts: BodyA), Given.Entry(2, 20, facts: BodyB)])),
        new("server.closed-by", new() { Server = Given.Server(closedBy: "client") }, Given.Run(journal: [Given.Entry(1, 0, done: "peer-closed", peer: new("fin", Given.Ms(5)))]), Given.Run(), Given.Run(journal: [Given.Entry(1, 0, peer: new("fin", Given.Ms(50)))])),
        new("server.closed-by", new() { Server = Given.Server(closedBy: "server") }, Given.Run(), Given.Run(journal: [Given.Entry(1, 0, done: "peer-closed", peer: new("fin", Given.Ms(5)))])),
    ];

    private static readonly Row[] RawRows =
    [
        new("events", new() { Events = [new(null, "a", null), new("ping", "b", "1")] }, Given.Run(Given.Events(("message", "a", "0"), ("ping", "b", "1"))), Given.Run(Given.Events((null, "a", null))), Given.Run(Given.Events((null, "a", null), ("ping", "b", "1"), (null, "c", null))), Given.Run(Given.Events(("ping", "a", null), ("ping", "b", "1"))), Given.Run(Given.Events((null, "a", null), ("ping", "b", "2"))), Given.Run(Given.Events((null, "a", null), ("ping", "B", "1")))),
        new("events", new() { Events = [] }, Given.Run(), Given.Run(Given.Events((null, "", null)))),
        new("text", new() { TextSha256 = "fb8e20fc2e4c3f248c60c39bd652f3c1347298bb977b8b4d5903b85055620603" }, Given.Run(Given.Events((null, "a", null), (null, "b", null))), Given.Run(Given.Events((null, "a", null)))),
        new("text", new() { Text = "ab" }, Given.Run(Given.Events((null, "a", null), (null, "b", null))), Given.Run(Given.Events((null, "a", null)))),
    ];

    private static Run Undeclared(params double[] ms) => Waited(ms) with { Client = Given.Client };

    /// <summary>Attempts of a client that declares 50 ms, 100 ms, then 150 ms for ever, each less a quarter at most; each attempt lasts 10 ms.</summary>
    private static Run Waited(params double[] ms) => Given.Run(
        client: Given.Client with { Policy = new(Base: Given.Ms(50), Factor: 2, Cap: Given.Ms(150), Jitter: 0.25) },
        journal: [Given.Entry(1, 0), .. ms.Select((_, i) => Given.Entry(i + 2, ms.Take(i + 1).Sum(m => m + 10)))]);

    private static RequestFacts WithId(string id) => Given.Request with { Headers = [new("Last-Event-ID", id)] };

    /// <summary>A key, an expectation of it, a run that holds, and runs that do not.</summary>
    private sealed record Row(string Key, Expectation Expect, Run Right, params Run[] Wrong);
}
