namespace EdgeQuake.FakeServer;

/// <summary>Every key of the scenario language, once.</summary>
public static partial class KeyTable
{
    /// <summary>All rows, in the order of the docs.</summary>
    public static IReadOnlyList<Key> All { get; } = [.. Scenario(), .. Attempts(), .. Client(), .. Expected(), .. CaseKeys(), .. Verbs.All.Select(v => v.Row), .. Verbs.All.SelectMany(v => v.Inner), .. Mixes()];

    /// <summary>The named forms of distributions, in the order of the docs.</summary>
    public static IReadOnlyList<string> Distributions { get; } = [.. FakeServer.Distributions.All.Select(f => f.Name)];

    /// <summary>The keys that may stand in a map of this owner.</summary>
    public static IReadOnlyList<Key> Of(string owner) => [.. ByOwner[owner]];

    /// <summary>True when a map of this owner may have the key: asked for every key of every file.</summary>
    internal static bool Has(string owner, string name) => Names.Contains((owner, name));

    private static ILookup<string, Key> ByOwner { get; } = All.ToLookup(k => k.Owner, StringComparer.Ordinal);

    private static HashSet<(string Owner, string Name)> Names { get; } = [.. All.Select(k => (k.Owner, k.Name))];

    /// <summary>The methods that a match may name (RFC 9110, 9; RFC 5789).</summary>
    internal static IReadOnlyList<string> Methods => ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    private static Key[] Scenario() =>
    [
        new("scenario", "scenario", "text", "", "The id: a slug, selectable by the header x-scenario; the case id too."),
        new("scenario", "about", "text", "", "One sentence, printed when it fails."),
        new("scenario", "protocol", "word", "edgequake", "What the frames mean.", Values: Words.All<Protocol>()),
        new("scenario", "shape", "word", "documented", "EdgeQuake only: documented, v1, v2, v3, chat or graph; not named, serve plays what the route and stream_format ask for, else documented (or the first that has every verb), conform the shape of the client's api.", Values: Words.All<Shape>()),
        new("scenario", "transport", "word", "any", "What it is played over: tcp and tls are HTTP/1.1, h2c and h2 (TLS) are HTTP/2; not named: tcp, or what the server is told to speak.", Values: Words.All<Transport>()),
        new("scenario", "tls", "word", "ok", "With transport tls or h2: ok, no-close-notify, expired or wrong-host.", Values: Words.All<TlsKind>()),
        new("scenario", "seed", "number", "1", "Every draw is a hash of seed, scenario, attempt and stream number."),
        new("scenario", "lanes", "list", "all that can", "The lanes that may play it: memory, socket, testhost, kestrel.", Values: Words.All<LaneKind>()),
        new("scenario", "client", "map", "", "What the driver of the client is told to do.", Of: "client"),
        new("scenario", "needs", "list", "[]", "Capabilities; a client that does not declare one skips the case."),
        new("scenario", "matrix", "map", "", "One script, many framings, one expectation: write, eol, framing, shape.", Of: "matrix"),
        new("scenario", "exchanges", "list", "", "In order: a fall-back or a second turn is a second exchange.", Of: "exchange"),
        new("scenario", "expect", "map", "", "What a correct client reports, and what the server must have seen.", Of: "expect"),
        new("matrix", "write", "list", "[event]", "Ways to cut the bytes; every-cut is one cell per byte position."),
        new("matrix", "eol", "list", "[lf]", "Line terminators: lf, crlf, cr.", Values: Words.All<Eol>()),
        new("matrix", "framing", "list", "[chunked]", "How the body is delimited: chunked, length, close.", Values: Words.All<BodyFraming>()),
        new("matrix", "shape", "list", "", "EdgeQuake shapes.", Values: Words.All<Shape>()),
        new("exchange", "match", "map", "any", "Which requests it answers: method, path, query.", Of: "match"),
        new("exchange", "require", "list", "none", "What a request must carry, one map or a list of them; the first that is not met answers, with its else or 412; a note in the journal, and the case fails.", Of: "require"),
        new("exchange", "attempts", "list", "", "Attempt n gets entry n; one only? write its keys beside.", Of: "attempt"),
        new("exchange", "then", "word", "repeat-last", "After the last attempt: repeat-last, loop, no-content (204) or refuse.", Values: Words.All<Then>()),
        new("match", "method", "word", "any", "GET or POST, or another method.", Values: Methods),
        new("match", "path", "text", "any", "The path of the request target."),
        new("match", "query", "map", "any", "Query parameters; * = present."),
        new("require", "header", "map", "", "Header and value; * = present, or any part of a value, \\* the star itself; ${uuid} = a UUID; null = absent."),
        new("require", "json", "map", "", "JSON path and value of the request's body: $.stream: true."),
        new("require", "any", "list", "", "Alternatives: one of them must be met.", Of: "require"),
        new("require", "else", "map", "412", "The whole answer when it is not met.", Of: "else"),
        new("else", "status", "number", "", "The status code."),
        new("else", "headers", "map", "", "Headers beside content-type."),
        new("else", "body", "text", "", "The body."),
        new("else", "json", "json", "", "A JSON body."),
    ];

    private static Key[] Attempts() =>
    [
        new("attempt", "status", "number", "200", "The status code."),
        new("attempt", "headers", "map", "", "Headers beside content-type and cache-control, which a stream gets by itself."),
        new("attempt", "head-after", "duration", "0ms", "The pause before the head."),
        new("attempt", "head-trickle", "speed", "off", "The head itself comes slowly, so many bytes a send: 8B/20ms."),
        new("attempt", "body", "text", "", "A whole answer instead of steps."),
        new("attempt", "json", "json", "", "A whole JSON answer instead of steps."),
        new("attempt", "fault", "word", "", "Instead of a head: refuse, unreachable, silent, reset-on-accept, reset-on-request, close-on-request, garbage, tls-fail, tls-alert.", Values: Words.All<OpenFault>()),
        new("attempt", "code", "word", "internal-error", "HTTP/2, with fault reset-on-request: the code of RST_STREAM, in the words of RFC 9113.", Values: Words.All<H2Code>()),
        new("attempt", "pace", "pace", "none", "When tokens are sent: a name, or {ttft, itl}.", Of: "pace"),
        new("attempt", "keep-alive", "duration", "none", "A comment, keep-alive, after each so much silence while a wait or stall lasts; EdgeQuake's server sends one after 15s."),
        new("attempt", "write", "word", "event", "How frames are cut into writes: whole, event, line, byte, utf8-split, crlf-split, bytes(7), random(1..9), at([3,5]); at the top level a list of them, or every-cut, is a matrix."),
        new("attempt", "eol", "word", "lf", "The line terminator of frames: lf, crlf or cr.", Values: Words.All<Eol>()),
        new("attempt", "http", "word", "1.1", "The version that the head says; 1.0 has no chunks, so that its body ends with the connection unless framing says length.", Values: ["1.0", "1.1"]),
        new("attempt", "framing", "word", "chunked", "How the body is delimited: chunked, length or close.", Values: Words.All<BodyFraming>()),
        new("attempt", "length", "number", "true length", "A Content-Length that lies."),
        new("attempt", "chunk-extension", "text", "none", "What stands behind the size of every chunk, without its semicolon: name=value."),
        new("attempt", "trailers", "map", "none", "Fields behind the last chunk."),
        new("attempt", "encoding", "word", "none", "The body's content coding, flushed after each frame: gzip or br.", Values: Words.All<ContentCoding>()),
        new("attempt", "require", "list", "none", "Of this attempt alone.", Of: "require"),
        new("attempt", "steps", "steps", "", "The script."),
        new("pace", "ttft", "duration", "0ms", "The pause before the first token; a distribution."),
        new("pace", "itl", "duration", "0ms", "The pause before each further token; a distribution."),
        new("pace", "as", "word", "none", "A named pace, for what ttft and itl do not say.", Values: [.. Paces.All.Keys]),
        new("pace", "under-load", "map", "none", "Slower with the number of answers in progress.", Of: "under-load"),
        new("under-load", "at", "number", "", "At so many answers in progress…"),
        new("under-load", "factor", "number", "", "…every pause is so many times as long; on a line from one answer to there, and no longer beyond."),
    ];

    private static Key[] Client() =>
    [
        new("client", "request", "json", "a question", "The request: query, mode, top_k, messages…"),
        new("client", "headers", "map", "", "Headers that the client is asked to add."),
        new("client", "retries", "number", "its own", "Retries, or tries where its policy counts the first."),
        new("client", "idle", "duration", "none", "The idle limit; reset by any byte, comments too."),
        new("client", "overall", "duration", "none", "The limit for the whole answer."),
        new("client", "limit", "text", "its own", "Bytes that one line or event may have; a longer one ends the answer: 64KiB."),
        new("client", "resume", "flag", "false", "Reconnect with Last-Event-ID."),
        new("client", "streams", "number", "1", "Runs of the case at once."),
        new("client", "turns", "list", "", "User messages of a multi-turn chat, in order."),
        new("client", "iterate", "number", "1", "How often the caller iterates the one answer that it got."),
        new("client", "cancel", "map", "", "When the caller cancels, and by which way: at: before-headers, headers, token n, stall, backoff, after 300ms, error, end or stdout-closed.", Of: "cancel"),
        new("cancel", "at", "text", "", "before-headers, headers, token n, stall, backoff, after 300ms, error (in the handler of the first one), end (the answer is over) or stdout-closed."),
        new("cancel", "how", "word", "tell", "With token n: tell the client, break out of the loop, tell it twice and once more at the end, or throw.", Values: Words.All<CancelWay>()),
        new("cancel", "stream", "number", "each", "Only this one of the streams that are asked at once, from 1; what then holds of it stands under expect.stopped."),
    ];
}
