using System.Globalization;

namespace EdgeQuake.Bench;

/// <summary>One stream → what was done to it on the way, with the setting to look at. Pure: from stamps, head and page alone.</summary>
/// <remarks>Settings are nginx's, whose behaviour bench/nginx shows; other proxies have the same under other names.</remarks>
internal static class WayRules
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(900);

    /// <param name="secure">Asked under https.</param>
    public static IEnumerable<WaySign> Of(StreamTimeline s, bool secure)
    {
        var held = Held.Of(s);
        if (s.Head?.Coding is { } coding)
        {
            yield return new(WaySignKind.Compressed, Compressed(coding, held is not null), 1, $"content-encoding: {coding}");
        }

        if (held is { } h)
        {
            yield return new(WaySignKind.HeldBack, HeldBack(s, secure), 1, $"{h.Tokens} of {s.Tokens.Count} tokens (about {Figures.Count(h.Bytes)} bytes) came at once after {Ms(h.Waited)}");
        }

        if (Answered(s) is { } answered)
        {
            yield return answered;
        }

        if (Silence(s) is { } silence)
        {
            yield return new(WaySignKind.CutInSilence, Cut(silence), 1, $"{Ms(s.End - Last(s))} without a byte, after {Figures.Count(s.Tokens.Count)} tokens");
        }
    }

    /// <summary>Whether the head says that nginx or its kin is there: then its settings are meant, and not an example.</summary>
    public static bool IsNginx(string? server) => server is not null && (server.StartsWith("nginx", StringComparison.OrdinalIgnoreCase) || server.StartsWith("openresty", StringComparison.OrdinalIgnoreCase));

    private static string Compressed(string coding, bool held) => held
        ? $"content-encoding {coding}: the stream is compressed on the way, and compression without a flush after each event keeps the answer until its buffer is full or the answer is over; take text/event-stream out of gzip_types, or set proxy_buffering off, with which nginx flushes"
        : $"content-encoding {coding}: the stream is compressed on the way and flushed event by event; no token waits for it, but it saves little: text/event-stream is better left out of gzip_types";

    private static string HeldBack(StreamTimeline s, bool secure)
    {
        var who = IsNginx(s.Head?.Server) ? $"{s.Head!.Server} or what is behind it holds the answer back" : "something holds the answer back";
        var why = s.Head?.Coding is not null ? "gzip without a flush does it under proxy_buffering on"
            : secure && s.Head?.Version.StartsWith('1') == true ? "under TLS with HTTP/1.1 proxy_buffering on fills a record buffer first (ssl_buffer_size, 16k)"
            : "proxy_buffering on with proxy_http_version 1.0, nginx's defaults for years, fills a buffer first (proxy_buffer_size, 4k or 8k)";
        return $"{who}, and the times are the buffer's: {why}; gzip too; set proxy_buffering off, or let the application send X-Accel-Buffering: no; a server that does not flush looks the same";
    }

    private static WaySign? Answered(StreamTimeline s) => s switch
    {
        { Page: { } page, Status: { } status } => new(WaySignKind.ProxyAnswered, $"{page} itself answered {status}, not the application: {Advice(status, s)}", 1, $"after {Ms(s.End - s.Started)}"),
        { Class: StreamClass.Limited, Head: { } head, Status: { } status } when IsNginx(head.Server) =>
            new(WaySignKind.ApplicationAnswered, $"the application itself answered {status}: the body is not the page of {head.Server}", 1, $"after {Ms(s.End - s.Started)}"),
        _ => null,
    };

    private static string Advice(int status, StreamTimeline s) => status switch
    {
        429 or 503 => "limit_req or limit_conn turned it away; raise rate, burst or the zone, or ask for less (limit_req_status says which status it is)",
        504 => $"no head of an answer came from the application in {Whole(s.End - s.Started) ?? Ms(s.End - s.Started)}: proxy_read_timeout (60s unless set), or proxy_connect_timeout",
        502 => "the application did not answer, or closed without an answer: does it run, and where does proxy_pass point?",
        413 => "the question is larger than client_max_body_size (1m unless set)",
        _ => "the request was not passed on",
    };

    private static string Cut(TimeSpan silence) =>
        $"cut after {silence.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s of silence, a whole number of seconds, as a proxy's timeout is: proxy_read_timeout (60s unless set); raise it, or let the application send a comment more often";

    /// <summary>Seconds between the last byte and the break, where they are whole; null = it did not break, or not like a timeout.</summary>
    private static TimeSpan? Silence(StreamTimeline s)
    {
        if (s.Class is not (StreamClass.Network or StreamClass.Truncated) || s.Status is not 200 || s.Recovery is not null)
        {
            return null;
        }

        var silence = s.End - Last(s);
        return silence >= Timeout && IsWhole(silence) ? TimeSpan.FromSeconds(Math.Round(silence.TotalSeconds)) : null;
    }

    /// <summary>The last byte of the body; before any, the request: what a proxy had buffered is lost with its timeout.</summary>
    private static TimeSpan Last(StreamTimeline s) => s.FirstByte is null ? s.Started : s.LastByte ?? s.LastToken ?? s.FirstByte.Value;

    private static string? Whole(TimeSpan time) => time >= Timeout && IsWhole(time) ? $"{time.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s" : null;

    private static bool IsWhole(TimeSpan time) => Math.Abs(time.TotalSeconds - Math.Round(time.TotalSeconds)) <= Tolerance.TotalSeconds;

    private static string Ms(TimeSpan time) => $"{Figures.Number(time.TotalMilliseconds)} ms";
}
