using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>The reference clients and their declarations.</summary>
public static class ReferenceClients
{
    private const string Version = "1";

    /// <summary>Waits short enough for tests, and longer than the 25 ms in which a transport's own retry is told apart.</summary>
    private static readonly ClientPolicy s_answers = new(
        Retries: 2, Base: TimeSpan.FromMilliseconds(50), Factor: 2, Cap: TimeSpan.FromSeconds(2), Jitter: 0.25,
        RetryOn: ["408", "429", "5xx", "network"], RetryPost: true, AfterFirstToken: "never", Timeout: "idle", Malformed: "error");

    private static readonly ClientPolicy s_events = new(
        Base: TimeSpan.FromMilliseconds(50), Factor: 2, Cap: TimeSpan.FromSeconds(2), RetryOn: ["network"], AfterFirstToken: "resume", Timeout: "idle");

    /// <summary><see cref="AnswerStream"/>: never retries after the first token, gives up at a malformed frame.</summary>
    public static ReferenceClient Answer { get; } = AnswerWith(s_answers);

    /// <summary>The guide's own loop: asks again after a cut, announced, and skips frames it cannot read.</summary>
    public static ReferenceClient Restarting { get; } = AnswerWith(s_answers with { AfterFirstToken = "restart", Malformed = "skip" });

    /// <summary>The guide's fall-back: when streaming fails, the non-streaming endpoint is asked.</summary>
    public static ReferenceClient FallBack { get; } = AnswerWith(s_answers, fallBack: true);

    /// <summary>The same through EdgeQuake's chat, which keeps what it was sent: never sent again once it was accepted.</summary>
    public static ReferenceClient Chat { get; } = new(Answer.Facts with { Name = "AnswerStream in a chat", Apis = ["edgequake.chat"], Profiles = ["eq"] }, Answer.Run);

    /// <summary><see cref="EventStream"/>.</summary>
    public static ReferenceClient Events { get; } = EventsWith(s_events);

    internal static ReferenceClient AnswerWith(ClientPolicy policy, bool fallBack = false)
    {
        string[] capabilities =
        [
            "post", "headers", "cancel", "cancel-again", "break", "throw", "iterate-again", "idle-timeout", "overall-timeout", "limit", "turns", "thinking", "usage", "finish", "tool-calls", "code", "retry-after", "comments",
            "gzip", "br", .. fallBack ? ["fallback"] : Array.Empty<string>(),
        ];
        var facts = new ClientFacts(
            fallBack ? "AnswerStream with fall-back" : "AnswerStream", Version, "C#", null,
            fallBack ? ["edgequake.query.documented", "edgequake.query"] : ["edgequake.query.documented", "edgequake.query", "openai.chat"],
            fallBack ? ["eq"] : ["core", "llm", "oai", "eq", "retry"], capabilities, Parallel: 8, policy, WayIn.InProcess);
        return new(facts, ReferenceCaller.Of((request, handler, report, stop) => AnswerStream.RunAsync(request, new Decoding(handler), policy, report, Clock.Real, stop, fallBack)));
    }

    internal static ReferenceClient EventsWith(ClientPolicy policy)
    {
        var facts = new ClientFacts(
            "EventStream", Version, "C#", null, ["raw"], ["core", "es"], ["headers", "cancel", "error-handler", "idle-timeout", "overall-timeout", "limit", "resume", "comments", "gzip", "br"], Parallel: 8, policy,
            WayIn.InProcess);
        return new(facts, (request, handler, report, stop) => EventStream.RunAsync(request, new Decoding(handler), policy, report, Clock.Real, stop));
    }
}
