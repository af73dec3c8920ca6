using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance.Tests;

/// <summary>A case and one run of it that passes: each test changes one thing and asks what the judge says.</summary>
internal static class Given
{
    internal static readonly ClientFacts Client = new(
        "client", "1", "csharp", null, ["edgequake.query.documented"], ["core", "llm"],
        ["thinking", "usage", "finish", "tool-calls", "code", "comments"], 1, ClientPolicy.None, WayIn.InProcess);

    internal static readonly RequestFacts Request = new(
        "GET", "/query/stream", "/query/stream", new Dictionary<string, string>(), [new("accept", "text/event-stream")], ReadOnlyMemory<byte>.Empty);

    internal static TimeSpan Ms(double ms) => TimeSpan.FromMilliseconds(ms);

    internal static BoundCase Case(Expectation expect, ClientSpec? client = null, string api = "edgequake.query.documented", bool textOnly = false, params Attempt[] attempts)
    {
        var scenario = new Scenario
        {
            Id = "test/case",
            Where = new("test.yaml", 1, 1),
            Lanes = [LaneKind.Socket],
            Client = client ?? ClientSpec.Default,
            Exchanges = [new(Match.Any, [], attempts.Length == 0 ? [Answer(200)] : attempts, Then.RepeatLast)],
            Expect = expect,
        };
        var facts = new CaseFacts("MUST", "core", [], null, null, [], false, null, []);
        return new(new Case(scenario, facts), scenario, api, "core", textOnly, "/query/stream", scenario.Client.Request);
    }

    internal static Attempt Answer(int status, OpenFault? fault = null) =>
        new(status, [], Distribution.Zero, null, "text/event-stream", fault, null, null, null, null, null, [], [], default);

    internal static Run Run(TranscriptItem[]? items = null, TranscriptEnd? end = null, JournalEntry[]? journal = null, ClientFacts? client = null, Cell? cell = null) =>
        new(cell ?? Cell.Default, 1, 0, client ?? Client, new(items ?? [], end ?? End()), journal ?? [Entry(1, 0)]);

    internal static TranscriptEnd End(Outcome outcome = Outcome.Complete, FailureKind? kind = null, string? text = null, string? message = null, int? attempts = null, string? code = null) =>
        new(Ms(900), outcome, kind, null, code, message, text, attempts);

    /// <summary>Attempt n at a time: head 1 ms, end 10 ms later.</summary>
    internal static JournalEntry Entry(int attempt, double at, string[]? notes = null, string? done = null, PeerClose? peer = null, RequestFacts? facts = null, bool again = false, string asked = "close") =>
        new()
        {
            Request = attempt,
            Connection = attempt,
            Scenario = "test/case",
            Exchange = 0,
            Attempt = attempt,
            TransportRetry = again,
            Facts = facts ?? Request,
            At = Ms(at),
            HeadSentAt = Ms(at + 1),
            End = new(asked, done ?? asked, null, Ms(at + 10)),
            Peer = peer,
            Notes = notes ?? [],
        };

    internal static TranscriptItem[] Tokens(params string[] texts) => [.. texts.Select((t, i) => new TranscriptItem.Token(Ms(2 + i), t))];

    internal static TranscriptItem[] Events(params (string? Type, string Data, string? Id)[] events) =>
        [.. events.Select((e, i) => new TranscriptItem.Event(Ms(2 + i), e.Type, e.Data, e.Id))];

    internal static ServerExpectation Server(
        CountRange? requests = null, TimeSpan[]? gaps = null, Dictionary<string, string?>? header = null, bool sameBody = false, string? closedBy = null, BackoffRule? backoff = null) =>
        new(requests, gaps ?? [], header ?? [], sameBody, closedBy, backoff);
}
