using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>
/// The reference client of plain Server-Sent Events: GET, report every event, and reconnect as HTML 9.2.3 says where the run asks for it.
/// <c>connect ─→ events ─end→ wait (retry, backoff) ─Last-Event-ID→ connect … ─204, fatal status or type, budget spent→ how it ended</c>
/// </summary>
/// <remarks>One reader for all connections: the last event ID stays, everything pending goes, a byte order mark is stripped again.</remarks>
public sealed class EventStream
{
    private readonly RunRequest _run;
    private readonly HttpClient _http;
    private readonly Stops _stops;
    private readonly Clock _clock;
    private readonly EventSink _sink;
    private readonly SseReader _reader;
    private readonly RetryRule _backoff;
    private int _asked;

    private EventStream(RunRequest run, HttpClient http, Stops stops, SseReader reader, ClientPolicy policy, Action<TranscriptItem> report, Clock clock)
    {
        (_run, _http, _stops, _reader, _clock) = (run, http, stops, reader, clock);
        _sink = new EventSink(stops, clock, report);
        _backoff = new RetryRule(policy, run.Options.Retries, (ulong)run.Seq);
    }

    /// <summary>Performs one run; the same contract as <see cref="AnswerStream.RunAsync"/>.</summary>
    public static async Task<TranscriptEnd> RunAsync(
        RunRequest request, HttpMessageHandler handler, ClientPolicy policy, Action<TranscriptItem> report, Clock clock, CancellationToken cancellation)
    {
        using var http = new HttpClient(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        using var stops = new Stops(request.Options, request.Cancel, clock, cancellation);
        using var reader = new SseReader(request.Options.Limit ?? 64 * 1024 * 1024);
        return await new EventStream(request, http, stops, reader, policy, report, clock).ConnectionsAsync();
    }

    /// <summary>Reconnections allowed: as configured; a run that asks to resume and gives no number gets two.</summary>
    private int Budget => _run.Options.Retries ?? (_run.Options.Resume ? 2 : 0);

    private async Task<TranscriptEnd> ConnectionsAsync()
    {
        var barren = 0;
        while (true)
        {
            var before = _sink.Events;
            _asked++;
            var (end, status, fatal) = await ConnectAsync();
            barren = _sink.Events > before ? 1 : barren + 1;
            if (!fatal && _asked <= Budget && end.Outcome is not Outcome.Cancelled && end.Kind is not FailureKind.Timeout)
            {
                if (await WaitAsync(barren) is not { } stopped)
                    continue;
                (end, status) = (stopped, null);
            }

            return new TranscriptEnd(
                _clock.Now, end.Outcome, end.Kind, status, end.Code, Secrecy.Mask(end.Message, _run.Options.Headers), Attempts: _asked);
        }
    }

    /// <summary>At least the reconnection time; longer, the more connections in a row brought nothing.</summary>
    private async Task<StreamEnd?> WaitAsync(int barren)
    {
        var wait = _backoff.Backoff(barren);
        if (_sink.Reconnection is { } set && (set > wait || barren == 1))
            wait = set;
        if (_stops.Reached(CancelMoment.Error))
            return new(Outcome.Cancelled);
        try
        {
            var waiting = Alarm.UntilAsync(_clock, _clock.Now + wait, _stops.Token);
            if (_stops.Reached(CancelMoment.Backoff))
                _stops.Stop(TransportEnd.Cancelled);
            await waiting;
            return null;
        }
        catch (OperationCanceledException) when (_stops.Stopped)
        {
            return Stopped();
        }
    }

    private async Task<(StreamEnd End, int? Status, bool Fatal)> ConnectAsync()
    {
        _reader.Reset();
        try
        {
            _stops.WaitFor(Stops.Waits.Head);
            using var request = Request();
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, _stops.Token);
            _stops.WaitFor(Stops.Waits.Body);
            return await AnswerAsync(response);
        }
        catch (OperationCanceledException) when (_stops.Stopped)
        {
            return (Stopped(), null, true);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException)
        {
            return _stops.Stopped ? (Stopped(), null, true) : (new(Outcome.Failed, FailureKind.Network, null, e.Message), null, false);
        }
        finally
        {
            _stops.WaitFor(Stops.Waits.Nothing);
        }
    }

    /// <summary>HTML 9.2.3: a status that is not 200, or another content type, fails the connection for good; 204 tells the client to stop.</summary>
    private async Task<(StreamEnd End, int? Status, bool Fatal)> AnswerAsync(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        var type = ContentType.Of(response);
        await using var body = await response.Content.ReadAsStreamAsync(_stops.Token);
        if (status == 204)
            return (new(Outcome.Complete), null, true);
        if (_stops.Reached(CancelMoment.Headers))
            return await LeaveAsync(body, new(Outcome.Cancelled), null);
        if (status != 200)
            return await LeaveAsync(body, new(Outcome.Failed, status >= 400 ? FailureKind.Http : FailureKind.Protocol, null, $"status {status}"), status);
        if (!ContentType.IsStream(type, Protocol.Sse))
            return await LeaveAsync(body, new(Outcome.Failed, FailureKind.Protocol, null, $"expected text/event-stream, got {type}"), null);
        var sink = _sink;
        var ended = await BodyPump.RunAsync(body, _stops, bytes =>
        {
            _reader.Read(bytes, ref sink);
            if (_sink.Events > 0)
                _stops.WaitFor(Stops.Waits.MoreBody);
            return !_sink.Cancelled && !_reader.LimitExceeded;
        });
        return ended ? (new(Outcome.Complete), null, false)
            : await LeaveAsync(body, _sink.Cancelled ? new(Outcome.Cancelled) : new(Outcome.Failed, FailureKind.Protocol, null, "an event is too large"), null);
    }

    private HttpRequestMessage Request()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, _run.Url);
        request.Headers.TryAddWithoutValidation("Accept", "text/event-stream");
        request.Headers.TryAddWithoutValidation("Cache-Control", "no-cache");
        foreach (var header in _run.Options.Headers)
            request.Headers.TryAddWithoutValidation(header.Name, header.Value);

        // HTML 9.2.4. An id cannot hold CR or LF: those end its line.
        if (!_reader.LastEventId.IsEmpty)
            request.Headers.TryAddWithoutValidation("Last-Event-ID", Sse.Text(_reader.LastEventId));
        return request;
    }

    private static async Task<(StreamEnd End, int? Status, bool Fatal)> LeaveAsync(Stream body, StreamEnd end, int? status)
    {
        await HttpBody.AbandonAsync(body);
        return (end, status, true);
    }

    private StreamEnd Stopped() =>
        _stops.Why == TransportEnd.Cancelled ? new(Outcome.Cancelled) : new(Outcome.Failed, FailureKind.Timeout, null, "the client's clock fired");
}
