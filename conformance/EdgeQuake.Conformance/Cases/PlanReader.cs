using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>Reads plans as a client would: heads decide first, then bytes, then the way the body ends; the caller's cancel and clocks cut in.</summary>
/// <remarks><c>Plan ─head→ status, type ─writes→ EventReader ─→ FrameDecoder ─end→ outcome</c></remarks>
internal sealed class PlanReader(Scenario scenario, Cell cell, ReadingMode mode) : IDisposable
{
    private readonly EventReader _reader = new(scenario.Protocol, scenario.Client.Limit ?? int.MaxValue);
    private FrameSink _sink = new(scenario, cell, mode);
    private Outcome _outcome = Outcome.Incomplete;

    internal Reading Reading() => _sink.Reading(_outcome);

    public void Dispose() => _reader.Dispose();

    internal void Read(Plan plan, Attempt attempt)
    {
        _reader.Reset();
        _sink.Begin();
        _outcome = Answer(plan, attempt);
        if (scenario.Client.Cancel is { At: CancelMoment.Error })
            _sink.Close();
        if (_sink.Stopped is { } stopped)
            _outcome = stopped;
        else if (_outcome == Outcome.Complete && scenario.Client is { Resume: true, Cancel.At: CancelMoment.Backoff })
            _outcome = Outcome.Cancelled;
    }

    private Outcome Answer(Plan plan, Attempt attempt)
    {
        var cancel = scenario.Client.Cancel;
        if (cancel?.At is CancelMoment.BeforeHeaders or CancelMoment.Headers)
            return Outcome.Cancelled;
        if (scenario.Tls is TlsKind.Expired or TlsKind.WrongHost)
            return Outcome.Failed;
        if (plan.Ops.OfType<PlanOp.Respond>().FirstOrDefault() is not { } head)
            return cancel?.At == CancelMoment.Backoff ? Outcome.Cancelled : Outcome.Failed;
        if (Timed(plan.Ops.TakeWhile(o => o is not PlanOp.Respond)) is { } late)
            return late;
        if (head.Status >= 400)
            return cancel?.At == CancelMoment.Backoff ? Outcome.Cancelled : Outcome.Failed;
        if (NoAnswer(head.Status) is { } none)
            return none;
        var body = plan.Ops.SkipWhile(o => o is not PlanOp.Respond).Skip(1).ToList();
        using var decoder = ContentDecoder.For(head);
        if (attempt.Body is not null && WholeAnswer.Applies(head))
            return mode.StreamsOnly ? Outcome.Failed : WholeAnswer.Read(body, decoder, _sink);
        return WholeAnswer.IsStream(head, scenario.Protocol) ? Stream(head, body, decoder) : Outcome.Failed;
    }

    /// <summary>A redirect that nobody followed answers nothing. To an event source only 200 is a stream, and 204 the word to stop (HTML 9.2.3).</summary>
    private Outcome? NoAnswer(int status) => (status, scenario.Protocol) switch
    {
        ( < 200 or >= 300, _) => Outcome.Failed,
        (204, Protocol.Sse) => Outcome.Complete,
        (not 200, Protocol.Sse) => Outcome.Failed,
        _ => null,
    };

    private Outcome Stream(PlanOp.Respond head, List<PlanOp> body, ContentDecoder? decoder)
    {
        var quiet = new Quiet(scenario.Client, mode);
        var sent = 0L;
        foreach (var op in body)
        {
            if (quiet.Fires(op) is { } fired)
                return fired;
            switch (op)
            {
                case PlanOp.Write write:
                    sent += write.Body.Length;
                    if (!Take(write.Body, decoder))
                        return _sink.Conclude(TransportEnd.Broken);
                    if (_reader.LimitExceeded)
                        return Outcome.Failed;
                    break;
                case PlanOp.Stall { For: null }:
                    return scenario.Client.Cancel is not null ? Outcome.Cancelled : _sink.Conclude(TransportEnd.Timeout);
                case PlanOp.End end:
                    return _sink.Conclude(Clean(end.Kind, head, sent) && decoder?.End() != false ? TransportEnd.CleanEof : TransportEnd.Broken);
            }

            if (_sink.Stopped is { } stopped)
                return stopped;
        }

        return _sink.Conclude(TransportEnd.Broken);
    }

    /// <summary>False when the content coding cannot be read on; what came before was reported.</summary>
    private bool Take(ReadOnlyMemory<byte> body, ContentDecoder? decoder)
    {
        using var plain = new MemoryStream();
        var readable = decoder?.Take(body, plain) ?? true;
        _reader.Read(decoder is null ? body.Span : plain.ToArray(), ref _sink);
        return readable;
    }

    private Outcome? Timed(IEnumerable<PlanOp> before)
    {
        var quiet = new Quiet(scenario.Client, mode);
        return before.Select(quiet.Fires).FirstOrDefault(o => o is not null);
    }

    /// <summary>RFC 9112, 6.3 and 8: what ends a body of each framing, and what only breaks it off. After GOAWAY a stream completes (RFC 9113, 6.8).</summary>
    private static bool Clean(EndKind kind, PlanOp.Respond head, long sent) => (kind, head.Framing) switch
    {
        (EndKind.Close or EndKind.BadGzip or EndKind.Fin, BodyFraming.Close) => true,
        (EndKind.Close or EndKind.BadGzip or EndKind.Fin or EndKind.Goaway, BodyFraming.Length) => head.Length is null || head.Length <= sent,
        (EndKind.Close or EndKind.BadGzip or EndKind.Goaway, BodyFraming.Chunked) => true,
        _ => false,
    };
}
