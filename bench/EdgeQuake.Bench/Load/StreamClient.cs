using System.Buffers;
using System.Runtime.Versioning;
using EdgeQuake.Conformance;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>Plays one stream of a load: sends, stamps every read, feeds reader and decoder, and classes the end. Never retries, never throws.</summary>
/// <remarks><c>request ─send→ headers ─read, STAMP→ SseReader ─event→ FrameDecoder ─frame→ StreamRecorder</c></remarks>
/// <param name="loop">Reads the connections of our own client; null = through <paramref name="http"/>.</param>
internal sealed class StreamClient(Board board, RequestMaker requests, HttpMessageInvoker http, LoadOptions options, FastLoop? loop = null)
{
    private const int BufferSize = 4096;
    private readonly Clock _clock = board.Clock;
    private FastClient? _fast;

    /// <summary>The last one: kept once for all streams that have the same. Which stream's it is does not matter.</summary>
    private StreamHead? _head;

    /// <summary>Data of the first events of the probe stream (number -1).</summary>
    public IReadOnlyList<string> Looked { get; private set; } = [];

    /// <param name="number">Of the stream.</param>
    /// <param name="planned">Since zero.</param>
    /// <param name="talk">The conversation that it continues; null = it stands alone.</param>
    public Task<StreamTimeline> PlayAsync(int number, TimeSpan planned, Talk? talk = null) => OnceAsync(number, planned, talk, whole: false, kept: null);

    /// <summary>The stream is over for good: it counts.</summary>
    public StreamTimeline Over(StreamTimeline stream, Talk? talk)
    {
        board.Ended(stream, requests.Characters(stream.Number) + (talk?.Characters ?? 0));
        talk?.Over(requests.Question(stream.Number, talk));
        return stream;
    }

    /// <summary>One request and what came of it; it counts only with <see cref="Over"/>. The text is kept where the profile may ask again.</summary>
    /// <param name="whole">By the call that does not stream.</param>
    public async Task<(StreamTimeline Stream, ReadOnlyMemory<byte> Text)> AskAsync(int number, TimeSpan planned, Talk? talk, bool whole = false)
    {
        var kept = new KeptText();
        return (await OnceAsync(number, planned, talk, whole, kept), kept.Text);
    }

    /// <param name="kept">Where the text is put, of a stream that does not count yet; null = it counts.</param>
    private async Task<StreamTimeline> OnceAsync(int number, TimeSpan planned, Talk? talk, bool whole, KeptText? kept)
    {
        var recorder = new StreamRecorder(number, planned, board.Zero, options.ExpectedTokens > 0 ? options.ExpectedTokens : board.Room) { Talk = talk };
        var now = _clock.Now;
        recorder.Start(now);
        board.Starts();
        using var task = new StreamTask(recorder, now);
        board.Running[number] = task;
        var (kind, message) = loop is not null && !whole && OperatingSystem.IsLinux() ? await ReadFastAsync(loop, task, recorder) : await ReadAsync(task, recorder, whole);
        if (kept is not null && (board.Profile.Retry > 0 || board.Profile.FallBack))
        {
            kept.Text = recorder.Said;
        }

        var timeline = recorder.Finish(_clock.Now, kind, message is null ? null : QuestionEcho.Masked(HeaderSecrets.Masked(message, board.Profile.Headers), requests.Question(number, talk)));
        Looked = recorder.Looked ?? Looked;
        board.Running.TryRemove(number, out _);
        return kept is null ? Over(timeline, talk) : timeline;
    }

    private sealed class KeptText
    {
        public ReadOnlyMemory<byte> Text { get; set; }
    }

    private async Task<(StreamClass Class, string? Message)> ReadAsync(StreamTask task, StreamRecorder recorder, bool whole)
    {
        var decoder = FrameDecoder.For(board.Profile.Protocol, board.Profile.Shape);
        try
        {
            using var request = whole ? requests.Whole(recorder.Number) : requests.For(recorder.Number, recorder.Talk);
            LoadHandler.Attach(request, recorder);
            options.Touch?.Invoke(request, recorder.Number);
            using var response = await http.SendAsync(request, task.Token);
            recorder.Headers(_clock.Now);
            Head(response, recorder);
            await using var body = await CodedBody.OpenAsync(response, recorder.Head?.Coding, task.Token);
            if (body is null && response.IsSuccessStatusCode)
            {
                return Unreadable(recorder);
            }

            if (await Refused.ByHeadAsync(response, body ?? Stream.Null, whole ? "application/json" : EventReader.MediaType(board.Profile.Protocol), task.Token) is { } refused)
            {
                recorder.Page = refused.Page;
                return (refused.Class, refused.Message);
            }

            if (whole)
            {
                return await WholeAnswer.ReadAsync(body!, recorder, () => _clock.Now, task.Token);
            }

            await PumpAsync(body!, recorder, decoder, task.Token);
            return Ending.Of(decoder, TransportEnd.CleanEof, recorder, null);
        }
        catch (OperationCanceledException) when (task.Reason != StopReason.None)
        {
            return Ending.Stopped(task.Reason, decoder, recorder, board.Profile);
        }
        catch (Exception e)
        {
            // The boundary to the client: whatever it throws is how this stream ended.
            return Ending.Broken(e, decoder, recorder);
        }
    }

    /// <summary>The same by our own client.</summary>
    [SupportedOSPlatform("linux")]
    private async Task<(StreamClass Class, string? Message)> ReadFastAsync(FastLoop loop, StreamTask task, StreamRecorder recorder)
    {
        var decoder = FrameDecoder.For(board.Profile.Protocol, board.Profile.Shape);
        try
        {
            _fast ??= new FastClient(loop, board.Profile, Head);
            FastAnswer answer;
            do
            {
                var call = new FastCall(_fast, Bytes(recorder), recorder, decoder);
                call.Begin(await _fast.ConnectionAsync(task));
                task.Asks(call);
                answer = await call.Answer;
            }
            while (answer.Gone);
            using var refused = answer.Refused;
            return refused is null
                ? Ending.Of(decoder, TransportEnd.CleanEof, recorder, null)
                : await RefusedAsync(refused, recorder);
        }
        catch (OperationCanceledException) when (task.Reason != StopReason.None)
        {
            return Ending.Stopped(task.Reason, decoder, recorder, board.Profile);
        }
        catch (Exception e)
        {
            // As below.
            return Ending.Broken(e, decoder, recorder);
        }
    }

    /// <summary>What our own reader gave back: no stream, or one in a coding that nobody asked for.</summary>
    private async Task<(StreamClass Class, string? Message)> RefusedAsync(HttpResponseMessage response, StreamRecorder recorder)
    {
        await using var body = await response.Content.ReadAsStreamAsync();
        if (await Refused.ByHeadAsync(response, body, EventReader.MediaType(board.Profile.Protocol), CancellationToken.None) is not { } refused)
        {
            return Unreadable(recorder);
        }

        recorder.Page = refused.Page;
        return (refused.Class, refused.Message);
    }

    private static (StreamClass Class, string? Message) Unreadable(StreamRecorder recorder) =>
        (StreamClass.Protocol, $"content-encoding '{recorder.Head?.Coding}' cannot be read here; expected none, or {CodedBody.Asked} where it was asked for");

    private byte[] Bytes(StreamRecorder recorder)
    {
        using var request = requests.For(recorder.Number, recorder.Talk);
        options.Touch?.Invoke(request, recorder.Number);
        return RequestBytes.Of(request);
    }

    /// <summary>Reads to the end of the body. The stamp is taken when the read returns, before anything is parsed.</summary>
    private async Task PumpAsync(Stream body, StreamRecorder recorder, FrameDecoder decoder, CancellationToken cancellation)
    {
        using var reader = new EventReader(board.Profile.Protocol);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            var sink = new FrameSink(recorder, decoder);
            int n;
            while ((n = await body.ReadAsync(buffer.AsMemory(), cancellation)) > 0)
            {
                recorder.Read(_clock.Now, n);
                reader.Read(buffer.AsSpan(0, n), ref sink);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Head(HttpResponseMessage response, StreamRecorder recorder)
    {
        Note(response, recorder);
        options.Seen?.Invoke(response);
    }

    private void Note(HttpResponseMessage response, StreamRecorder recorder)
    {
        recorder.Status = (int)response.StatusCode;
        var head = StreamHead.Of(response).Masked(board.Profile.Headers);
        recorder.Head = _head = head == _head ? _head : head;
        recorder.RequestId = response.Headers.TryGetValues("x-request-id", out var ids) ? HeaderSecrets.Masked(ids.First(), board.Profile.Headers) : null;
        recorder.RetryAfter = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => TimeSpan.FromTicks(Math.Max(0, (date - _clock.UtcNow).Ticks)),
            _ => null,
        };
    }
}
