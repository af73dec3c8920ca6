using System.Buffers;
using EdgeQuake.Conformance;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>Plays one stream of a load: sends, stamps every read, feeds reader and decoder, and classes the end. Never retries, never throws.</summary>
/// <remarks><c>request ─send→ headers ─read, STAMP→ SseReader ─event→ FrameDecoder ─frame→ StreamRecorder</c></remarks>
internal sealed class StreamClient(Board board, RequestMaker requests, HttpMessageInvoker http, LoadOptions options)
{
    private const int BufferSize = 4096;
    private readonly Clock _clock = board.Clock;

    /// <summary>Data of the first events of the probe stream (number -1).</summary>
    public IReadOnlyList<string> Looked { get; private set; } = [];

    /// <param name="number">Of the stream.</param>
    /// <param name="planned">Since zero.</param>
    /// <param name="talk">The conversation that it continues; null = it stands alone.</param>
    public async Task<StreamTimeline> PlayAsync(int number, TimeSpan planned, Talk? talk = null)
    {
        var recorder = new StreamRecorder(number, planned, board.Zero) { Talk = talk };
        var now = _clock.Now;
        recorder.Start(now);
        board.Starts();
        using var task = new StreamTask(recorder, now);
        board.Running[number] = task;
        var (kind, message) = await ReadAsync(task, recorder);
        var timeline = recorder.Finish(_clock.Now, kind, HeaderSecrets.Masked(message, board.Profile.Headers));
        Looked = recorder.Looked ?? Looked;
        board.Ended(timeline, requests.Characters(number) + (talk?.Characters ?? 0));
        talk?.Over(requests.Question(number, talk));
        return timeline;
    }

    private async Task<(StreamClass Class, string? Message)> ReadAsync(StreamTask task, StreamRecorder recorder)
    {
        var decoder = FrameDecoder.For(board.Profile.Protocol, board.Profile.Shape);
        try
        {
            using var request = requests.For(recorder.Number, recorder.Talk);
            LoadHandler.Attach(request, recorder);
            options.Touch?.Invoke(request, recorder.Number);
            using var response = await http.SendAsync(request, task.Token);
            recorder.Headers(_clock.Now);
            Note(response, recorder);
            options.Seen?.Invoke(response);
            if (await Refused.ByHeadAsync(response, board.Profile.Protocol, task.Token) is { } refused)
            {
                return refused;
            }

            await using var body = await response.Content.ReadAsStreamAsync(task.Token);
            await PumpAsync(body, recorder, decoder, task.Token);
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

    private void Note(HttpResponseMessage response, StreamRecorder recorder)
    {
        recorder.Status = (int)response.StatusCode;
        recorder.RequestId = response.Headers.TryGetValues("x-request-id", out var ids) ? ids.First() : null;
        recorder.RetryAfter = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => TimeSpan.FromTicks(Math.Max(0, (date - _clock.UtcNow).Ticks)),
            _ => null,
        };
    }
}
