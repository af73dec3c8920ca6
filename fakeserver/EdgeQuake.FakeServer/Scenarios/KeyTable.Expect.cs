namespace EdgeQuake.FakeServer;

/// <summary>The keys of expectations and of cases.</summary>
public static partial class KeyTable
{
    private static Key[] Expected() =>
    [
        new("expect", "outcome", "word", "", "complete, incomplete, cancelled or failed.", Values: Words.All<Outcome>()),
        new("expect", "kind", "word", "", "Only with failed: network, timeout, http, protocol or server.", Values: Words.All<FailureKind>()),
        new("expect", "text", "text", "", "What a user read, in order, once."),
        new("expect", "text-sha256", "text", "", "The SHA-256 of that text in UTF-8, as hex digits, where it is too long to write out."),
        new("expect", "events", "list", "", "Protocols sse and raw: the events dispatched, in order.", Of: "event-expected"),
        new("expect", "tokens", "number", "", "Typed token frames."),
        new("expect", "texts", "number", "", "Plain-text frames."),
        new("expect", "sources", "list", "", "Ids of the sources, in order."),
        new("expect", "malformed", "number", "", "Frames that cannot be read."),
        new("expect", "thinking", "text", "", "The joined thinking; judged where the client declares that it reports it."),
        new("expect", "usage", "json", "", "The usage or stats object; null = none may be reported."),
        new("expect", "finish", "text", "", "The finish reason."),
        new("expect", "tool-calls", "json", "", "The joined tool calls."),
        new("expect", "code", "text", "", "The error code of a server error."),
        new("expect", "retry-after", "duration", "", "How long the server asked to be left alone, as the failure says it; judged where the client declares that it reports it."),
        new("expect", "comments", "list", "", "Comments, in order."),
        new("expect", "attempts", "range", "", "Attempts, transport retries left out: 2 or 1..3."),
        new("expect", "server", "map", "", "The journal's witness.", Of: "server"),
        new("expect", "any", "list", "", "Alternatives; the other keys hold for all.", Of: "expect"),
        new("expect", "by-policy", "map", "", "Policy word, declared value, and what then holds."),
        new("expect", "stopped", "map", "", "In place of the other keys, for the stream that cancel.stream names.", Of: "expect"),
        new("expect", "within", "duration", "30s", "A hang guard, never a bound on speed."),
        new("event-expected", "type", "text", "message", "The event's type."),
        new("event-expected", "data", "text", "", "The event's data."),
        new("event-expected", "id", "text", "", "The last event id."),
        new("server", "requests", "range", "", "Requests, transport retries left out."),
        new("server", "gaps", "list", "", "Lower bounds between attempts: >= 2s."),
        new("server", "backoff", "word", "", "Every wait against the policy that the client declares: base, none below base × (1 - jitter); growth, the n-th not below base × factor^(n-1), at most cap, × (1 - jitter); pause, as base, and 25 ms where none is declared.", Values: Words.All<BackoffRule>()),
        new("server", "header", "map", "", "Headers of the last request; null = absent, * = present."),
        new("server", "same-body", "flag", "false", "Every attempt carried the same body."),
        new("server", "closed-by", "word", "", "client or server.", Values: ["client", "server"]),
    ];

    private static Key[] CaseKeys() =>
    [
        new("scenario", "level", "word", "MUST", "A case: MUST, SHOULD or MAY.", Values: ["MUST", "SHOULD", "MAY"]),
        new("scenario", "profile", "text", "", "A case: the profile that it belongs to."),
        new("scenario", "spec", "list", "", "A case: the clauses it rests on, url and quote.", Of: "spec"),
        new("scenario", "why", "text", "", "A case: what a user loses."),
        new("scenario", "control", "text", "", "A case: the id of the twin that must pass."),
        new("scenario", "api", "list", "by profile", "A case: the apis that can show it."),
        new("scenario", "in-process", "flag", "false", "A case: only in this process."),
        new("scenario", "since", "text", "", "A case: the edition it came with."),
        new("scenario", "was", "list", "[]", "A case: its old ids."),
        new("scenario", "corrected", "text", "", "A case: what was put right in what it plays or expects since its edition."),
        new("spec", "url", "text", "", "The address of the clause."),
        new("spec", "quote", "text", "", "Its sentence."),
    ];
}
