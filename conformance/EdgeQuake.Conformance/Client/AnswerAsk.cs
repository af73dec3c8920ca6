using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>
/// One request and what came of it.
/// <c>request ─→ head ─status, type─→ event stream | whole answer | error body ─→ AskEnd</c>
/// </summary>
internal sealed class AnswerAsk(HttpClient http, Protocol protocol, FrameDecoder decoder, AnswerSink sink, Stops stops, Clock clock, int? limit = null)
{
    /// <summary>Bytes that one line or event may have before the answer is given up as unreadable.</summary>
    private readonly int _maxEvent = limit ?? 32 * 1024 * 1024;

    private bool _accepted;

    /// <summary>Never throws for a failure of network, server or protocol: that is the result.</summary>
    public async Task<AskEnd> RunAsync(HttpRequestMessage request) => await AskAsync(request) with { Accepted = _accepted };

    private async Task<AskEnd> AskAsync(HttpRequestMessage request)
    {
        try
        {
            stops.WaitFor(Stops.Waits.Head);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stops.Token);
            stops.WaitFor(Stops.Waits.Body);
            _accepted = (int)response.StatusCode < 400;
            return await AnswerAsync(response);
        }
        catch (OperationCanceledException) when (stops.Stopped)
        {
            return Ended(stops.Why);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException)
        {
            return stops.Stopped ? Ended(stops.Why) : Broken(e);
        }
        finally
        {
            stops.WaitFor(Stops.Waits.Nothing);
        }
    }

    private async Task<AskEnd> AnswerAsync(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        if (stops.Reached(CancelMoment.Headers))
            return await LeaveAsync(response, new StreamEnd(Outcome.Cancelled));
        if (status >= 400)
            return await RefusedAsync(response, status);
        var type = ContentType.Of(response);
        if (status is >= 300 or < 200)
            return await LeaveAsync(response, new(Outcome.Failed, FailureKind.Protocol, null, $"status {status} is no answer"), status);
        if (ContentType.IsStream(type, protocol))
            return await StreamAsync(response);
        return ContentType.IsJson(type)
            ? await WholeAsync(response)
            : await LeaveAsync(response, new(Outcome.Failed, FailureKind.Protocol, null, $"expected {EventReader.MediaType(protocol)}, got {type}"));
    }

    private async Task<AskEnd> StreamAsync(HttpResponseMessage response)
    {
        using var reader = new EventReader(protocol, _maxEvent);
        await using var body = await response.Content.ReadAsStreamAsync(stops.Token);
        var heard = sink;
        var ended = await BodyPump.RunAsync(body, stops, bytes =>
        {
            reader.Read(bytes, ref heard);
            if (sink.Shown > 0)
                stops.WaitFor(Stops.Waits.MoreBody);
            return !sink.Over && !reader.LimitExceeded;
        });
        if (ended)
            return Ended(TransportEnd.CleanEof);
        if (!decoder.Done)
            await HttpBody.AbandonAsync(body);
        return reader.LimitExceeded ? Unreadable($"an event is larger than {_maxEvent} bytes")
            : sink.Cancelled ? Ended(TransportEnd.Cancelled)
            : sink.Malformed is { } raw ? Unreadable($"frame is not readable: {(raw.Length > 80 ? raw[..80] + "…" : raw)}")
            : Ended(TransportEnd.CleanEof);
    }

    /// <summary>A server that answers 200 with one JSON document: an answer, or an error that must not pass for an empty one.</summary>
    private async Task<AskEnd> WholeAsync(HttpResponseMessage response)
    {
        var body = await HttpBody.WholeAsync(response, stops);
        var error = ErrorBody.Read(body);
        if (error.IsError)
            return new(new(Outcome.Failed, FailureKind.Server, error.Code, error.Message));
        if (AnswerBody.Text(body) is not { } text)
            return AskEnd.Failed(FailureKind.Protocol, $"expected {EventReader.MediaType(protocol)}, got JSON without an answer");
        sink.Whole(text);
        return new(new(Outcome.Complete), Shown: true);
    }

    /// <summary>The status decides; the body only explains, and may itself break off.</summary>
    private async Task<AskEnd> RefusedAsync(HttpResponseMessage response, int status)
    {
        var error = default(ErrorBody);
        try
        {
            error = ErrorBody.Read(await HttpBody.WholeAsync(response, stops));
        }
        catch (Exception e) when (e is IOException or HttpRequestException && !stops.Stopped)
        {
            error = new(e.Message, null, true);
        }

        var end = new StreamEnd(Outcome.Failed, FailureKind.Http, error.Code, error.Message ?? $"status {status}");
        return new(end, status, RetryAfter.Of(response, clock)) { Advised = RetryAfter.Advised(response) };
    }

    private static async Task<AskEnd> LeaveAsync(HttpResponseMessage response, StreamEnd end, int? status = null)
    {
        await using var body = await response.Content.ReadAsStreamAsync(CancellationToken.None);
        await HttpBody.AbandonAsync(body);
        return new(end, status);
    }

    private AskEnd Ended(TransportEnd how)
    {
        var end = decoder.Conclude(how);
        return new(end with { Message = end.Message ?? Explain(end) }, Shown: sink.Shown > 0);
    }

    private AskEnd Broken(Exception e)
    {
        var end = decoder.Conclude(TransportEnd.Broken);
        var kind = e is InvalidDataException || e.InnerException is InvalidDataException || (e is HttpIOException or HttpRequestException && Invalid(e)) ? FailureKind.Protocol : end.Kind;
        return new(end.Outcome == Outcome.Failed && end.Kind == FailureKind.Network ? end with { Kind = kind, Message = e.Message } : end, Shown: sink.Shown > 0);
    }

    /// <summary>A head or chunk header that is no HTTP.</summary>
    private static bool Invalid(Exception e) =>
        (e as HttpIOException ?? e.InnerException as HttpIOException)?.HttpRequestError == HttpRequestError.InvalidResponse
        || (e as HttpRequestException)?.HttpRequestError == HttpRequestError.InvalidResponse;

    private AskEnd Unreadable(string message) =>
        new(new(Outcome.Failed, FailureKind.Protocol, null, message), Shown: sink.Shown > 0);

    private static string? Explain(StreamEnd end) => (end.Outcome, end.Kind) switch
    {
        (Outcome.Incomplete, _) => "the stream ended without its end mark",
        (Outcome.Failed, FailureKind.Timeout) => "the client's clock fired",
        _ => null,
    };
}
