using System.Buffers;
using System.Net.Http;
using System.Runtime.Versioning;
using EdgeQuake.Conformance;

namespace EdgeQuake.Bench;

/// <summary>One request of the fast path and its answer: head, then body into reader, decoder and stamps. Run by the loop's thread; nothing is allocated an event.</summary>
[SupportedOSPlatform("linux")]
internal sealed class FastCall : IDisposable
{
    private readonly TaskCompletionSource<FastAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly FastClient _client;
    private readonly EventReader _reader;
    private FrameSink _sink;
    private ArrayBufferWriter<byte>? _kept;
    private HttpResponseMessage? _refused;
    private ChunkedBody _chunks;
    private long _left;
    private Framing _framing;
    private bool _keepsOpen;

    private FastConnection? _connection;

    public FastCall(FastClient client, byte[] request, StreamRecorder recorder, FrameDecoder decoder)
    {
        (_client, Request, Recorder) = (client, request, recorder);
        _reader = new EventReader(client.Protocol);
        _sink = new FrameSink(recorder, decoder);
    }

    /// <summary>References from the call to the last of what an event needs.</summary>
    public const int Hops = 3;

    /// <inheritdoc cref="FastConnection.Touch"/>
    public long Touch(int hop) => hop switch
    {
        0 => _left,
        1 => Recorder.LastByte + Recorder.TokenCount + (_reader.LimitExceeded ? 1 : 0) + (_sink.Ended ? 1 : 0),
        _ => Recorder.Touch(),
    };

    private enum Framing : byte { Head, Chunked, Length, UntilClose }

    /// <summary>Nothing once it was answered.</summary>
    public byte[] Request { get; private set; }

    public StreamRecorder Recorder { get; }

    /// <summary>A byte of the answer has come.</summary>
    public bool Heard { get; private set; }

    /// <summary>Ends when the answer was read, or with why it was not.</summary>
    public Task<FastAnswer> Answer => _answer.Task;

    /// <summary>Asks over this connection.</summary>
    public void Begin(FastConnection connection)
    {
        _connection = connection;
        _client.Loop.Post(connection, this, stop: false);
    }

    /// <summary>From any thread: gives it up, if it still runs.</summary>
    public void Stop() => _client.Loop.Post(_connection!, this, stop: true);

    /// <summary>The next bytes of the connection, which may be written over.</summary>
    /// <param name="now">When the read returned.</param>
    /// <returns>Null = there is more to come.</returns>
    public AfterAnswer? Read(Span<byte> bytes, TimeSpan now)
    {
        if (!Heard)
        {
            // Whoever answers has been asked: it need not be asked again.
            (Heard, Request) = (true, []);
        }

        return _framing == Framing.Head ? Head(bytes, now) : Body(bytes, now);
    }

    /// <summary>The connection ended. Clean where only that ends the body.</summary>
    /// <exception cref="HttpIOException">It ended too soon.</exception>
    public void Eof()
    {
        if (_framing != Framing.UntilClose)
        {
            throw new HttpIOException(HttpRequestError.ResponseEnded, "The response ended prematurely.");
        }
    }

    public void Complete(TimeSpan now)
    {
        if (_refused is { } refused)
        {
            refused.Content = Quoted(refused.Content);
        }

        Recorder.BodyEnded(now);
        Dispose();
        _answer.TrySetResult(new(_refused, Gone: false));
    }

    public void Break(Exception e)
    {
        Dispose();
        _answer.TrySetException(e);
    }

    /// <summary>The kept connection had been closed before it was asked: nobody heard the request.</summary>
    public void Gone()
    {
        Dispose();
        _answer.TrySetResult(new(null, Gone: true));
    }

    public void Dispose() => _reader.Dispose();

    private AfterAnswer? Head(Span<byte> bytes, TimeSpan now)
    {
        if (_kept is not null)
        {
            _kept.Write(bytes);
            bytes = _kept.WrittenSpan.ToArray();
        }

        if (ResponseHead.End(bytes) is var end && end == 0)
        {
            return Incomplete(bytes);
        }

        _kept = null;
        var head = ResponseHead.Read(bytes[..end]);
        if ((int)head.Response.StatusCode is >= 100 and < 200 and not 101)
        {
            return end == bytes.Length ? null : Head(bytes[end..], now); // an interim answer
        }

        Recorder.Headers(now);
        _client.Head(head.Response, Recorder);
        (_framing, _left, _keepsOpen) = (head.Chunked ? Framing.Chunked : head.Length is null ? Framing.UntilClose : Framing.Length, head.Length ?? 0, head.KeepsOpen);
        if (!Refused.IsStream(head.Response, EventReader.MediaType(_client.Protocol)) || Recorder.Head?.Coding is not null)
        {
            (_refused, _kept) = (head.Response, new());
        }

        return end < bytes.Length || (_framing == Framing.Length && _left == 0) ? Body(bytes[end..], now) : null;
    }

    private AfterAnswer? Incomplete(Span<byte> bytes)
    {
        // What does not begin like an answer never becomes one.
        var begin = bytes[..Math.Min(7, bytes.Length)];
        if (bytes.Length > ResponseHead.Most || !"HTTP/1."u8.StartsWith(begin))
        {
            _ = ResponseHead.Read([.. bytes[..Math.Min(bytes.Length, 100)], (byte)'\n']);
            throw new HttpRequestException(HttpRequestError.ConfigurationLimitExceeded, "The head of the response is longer than 64 KB.");
        }

        if (_kept is null)
        {
            _kept = new();
            _kept.Write(bytes);
        }

        return null;
    }

    private AfterAnswer? Body(Span<byte> bytes, TimeSpan now)
    {
        var (length, taken) = (bytes.Length, bytes.Length);
        if (_framing == Framing.Chunked)
        {
            length = _chunks.Decode(bytes, out taken);
        }
        else if (_framing == Framing.Length)
        {
            length = taken = (int)Math.Min(_left, bytes.Length);
            _left -= length;
        }

        if (length > 0 && Content(bytes[..length], now))
        {
            return AfterAnswer.Close;
        }

        var over = _framing == Framing.Chunked ? _chunks.Ended : _framing == Framing.Length && _left == 0;
        return !over ? null : _keepsOpen && taken == bytes.Length ? AfterAnswer.Keep : AfterAnswer.Close;
    }

    /// <returns>True = enough of it was read.</returns>
    private bool Content(ReadOnlySpan<byte> content, TimeSpan now)
    {
        if (_kept is not null)
        {
            _kept.Write(content);
            return _kept.WrittenCount >= Refused.Enough(_refused!);
        }

        Recorder.Read(now, content.Length);
        _reader.Read(content, ref _sink);
        return false;
    }

    private ByteArrayContent Quoted(HttpContent heads)
    {
        var content = new ByteArrayContent(_kept!.WrittenSpan.ToArray());
        foreach (var (name, values) in heads.Headers.NonValidated)
        {
            content.Headers.TryAddWithoutValidation(name, values);
        }

        return content;
    }
}

/// <summary>How a call ended.</summary>
/// <param name="Refused">An answer that is no stream to be read, with the begin of its body; null = the stream was read to its end.</param>
/// <param name="Gone">Nothing was asked: the kept connection had been closed.</param>
internal readonly record struct FastAnswer(HttpResponseMessage? Refused, bool Gone);
