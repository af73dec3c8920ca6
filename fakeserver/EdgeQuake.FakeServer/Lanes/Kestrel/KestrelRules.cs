namespace EdgeQuake.FakeServer;

/// <summary>What Kestrel's HTTP/2 cannot be made to do: it writes the frames and keeps the protocol's rules. Such a plan is refused, never approximated.</summary>
internal static class KestrelRules
{
    private static readonly string[] OfConnections = ["connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade"];

    /// <summary>What a scenario asks that this lane cannot, continuing "lane kestrel cannot …"; null = it can.</summary>
    public static string? Cannot(Scenario s, IReadOnlyList<Step> steps)
    {
        if (s.Transport is Transport.Tcp or Transport.Tls)
        {
            return $"speak {Words.Of(s.Transport.Value)}: lane socket plays HTTP/1.1, byte for byte";
        }

        if (s.Tls == TlsKind.NoCloseNotify)
        {
            return "leave out the close_notify: Kestrel ends TLS by itself";
        }

        if (s.TwoOrigins)
        {
            return "be two origins: it has one listener";
        }

        if (s.Exchanges.Any(e => e.Then == Then.Refuse))
        {
            return "refuse a connection: play it over tcp";
        }

        return s.Exchanges.SelectMany(e => e.Attempts).Select(Cannot).FirstOrDefault(w => w is not null)
            ?? steps.OfType<EndStep>().Select(e => Cannot(e.Kind)).FirstOrDefault(w => w is not null);
    }

    /// <summary>Why a plan cannot be played, as rendered; null = it can.</summary>
    public static string? Problem(Plan plan)
    {
        var body = plan.Ops.OfType<PlanOp.Write>().Sum(w => (long)w.Body.Length);
        return plan.Ops.Select(op => op switch
        {
            PlanOp.Open open => Cannot(open.Fault),
            PlanOp.End end => Cannot(end.Kind),
            PlanOp.Respond { Framing: BodyFraming.Close } => Delimited,
            PlanOp.Respond { Status: < 200 } => Informational,
            PlanOp.Respond { Http10: true } => Old,
            PlanOp.Respond { Trickle: not null } => Slow,
            PlanOp.Respond { Chunks: not null } => Dressed,
            PlanOp.Respond head when Field(head.Headers) is { } why => why,
            PlanOp.Respond { Framing: BodyFraming.Length, Length: { } length } when length != body && Ends(plan) => Lie,
            _ => null,
        }).FirstOrDefault(w => w is not null);
    }

    private const string Delimited = "delimit a body by the end of the connection: over HTTP/2 a frame ends it";
    private const string Slow = "trickle a head: it is one frame of Kestrel's";
    private const string Old = "say HTTP/1.0: it speaks HTTP/2";
    private const string Dressed = "send chunk-extension or trailers: HTTP/2 has no chunks";
    private const string Lie = "lie about a length: Kestrel holds the body against it and resets the stream by itself";
    private const string Informational = "answer with an informational status alone";

    private static bool Ends(Plan plan) => plan.Ops.OfType<PlanOp.End>().Any(e => e.Kind is EndKind.Close or EndKind.Goaway);

    private static string? Cannot(Attempt a) =>
        a.Fault is { } fault && Cannot(fault) is { } why ? why
        : a.Framing == BodyFraming.Close ? Delimited
        : a.Length is not null ? Lie
        : a.Http10 ? Old
        : a.HeadTrickle is not null ? Slow
        : a.Chunks is not null ? Dressed
        : a.Status < 200 ? Informational
        : Field(a.Headers);

    private static string? Cannot(OpenFault fault) => fault switch
    {
        OpenFault.Silent or OpenFault.ResetOnRequest => null,
        OpenFault.CloseOnRequest => "close-on-request: it would end every stream of the connection; reset-on-request ends this one",
        OpenFault.Garbage => "send garbage: Kestrel writes the frames",
        _ => $"{Words.Of(fault)}: the fault comes before HTTP, so play it over tcp or tls",
    };

    private static string? Cannot(EndKind end) => end switch
    {
        EndKind.Fin => "fin: over HTTP/2 a stream is cut by reset, a connection by reset: connection",
        EndKind.BadChunk => "bad-chunk: HTTP/2 has no chunks",
        _ => null,
    };

    private static string? Field(IEnumerable<HttpField> headers) =>
        headers.Select(h => h.Name.ToLowerInvariant()).FirstOrDefault(OfConnections.Contains) is { } name ? $"send header {name}: HTTP/2 has none (RFC 9113, 8.2.2)" : null;
}
