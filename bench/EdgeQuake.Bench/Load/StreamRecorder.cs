using System.Buffers;

namespace EdgeQuake.Bench;

/// <summary>The stamps of one running stream. Written by the one task that reads it; <see cref="LastByte"/> is read by the monitor too.</summary>
/// <remarks>No allocation per event: token stamps go to a rented array, copied once when the stream ends.</remarks>
/// <param name="room">Tokens for which there is room from the beginning.</param>
internal sealed class StreamRecorder(int number, TimeSpan planned, TimeSpan zero, int room = StreamRecorder.LeastRoom)
{
    // Half the room of a nullable time, eight times a stream.
    private static readonly TimeSpan Never = TimeSpan.MinValue;

    public const int LeastRoom = 16, MostRoom = 4096;
    private TokenStamp[] _tokens = ArrayPool<TokenStamp>.Shared.Rent(room);
    private readonly AnswerText _text = new(room == LeastRoom ? 64 : 8 * room);
    private int _count;
    private int _reads;
    private long _bytes;
    private int _events;
    private int _malformed;
    private long _lastByte;
    private TimeSpan _started;
    private TimeSpan _connected = Never;
    private TimeSpan _headers = Never;
    private TimeSpan _firstByte = Never;
    private TimeSpan _firstEvent = Never;
    private TimeSpan _firstSource = Never;
    private TimeSpan _firstToken = Never;
    private TimeSpan _endMark = Never;
    private TimeSpan _bodyEnd = Never;

    public int Number => number;

    /// <summary>Stamp of the read whose bytes are being parsed.</summary>
    public TimeSpan Now { get; private set; }

    public int Status { get; set; }

    public string? RequestId { get; set; }

    public TimeSpan? RetryAfter { get; set; }

    public StreamHead? Head { get; set; }

    public string? Page { get; set; }

    /// <summary>Null where there is none, or the connection stood already.</summary>
    public string? Tls { get; private set; }

    public int? UsageTokens { get; private set; }

    public int? PromptTokens { get; private set; }

    public bool CacheHit { get; private set; }

    /// <summary>The protocol said that it is over (end mark or error frame): what comes now is only the end of the body.</summary>
    public bool Over { get; set; }

    /// <summary>Data of the first events: kept for a probe stream (number -1) only.</summary>
    public List<string>? Looked { get; } = number < 0 ? [] : null;

    /// <summary>The conversation that hears the answer; null = nobody needs its text.</summary>
    public Talk? Talk { get; init; }

    public int TokenCount => _count;

    public int EventCount => _events;

    /// <summary>Reads where the next token goes, and does nothing with it.</summary>
    public long Touch() => (_count < _tokens.Length ? _tokens[_count].Read : 0) + _text.Touch();

    public int MalformedCount => _malformed;

    /// <summary>A copy of the answer's text so far, as far as it is kept.</summary>
    public ReadOnlyMemory<byte> Said => _text.Kept.ToArray();

    /// <summary>How many characters had come when the answer began again; null = it did not. Asked once, when the stream is over.</summary>
    public int? BeganAgain => Repetition.Of(_text.Kept);

    /// <summary>Ticks of the clock at the last byte, or at the start: the idle limit counts from it.</summary>
    public long LastByte => Volatile.Read(ref _lastByte);

    public void Start(TimeSpan now)
    {
        _started = now - zero;
        Volatile.Write(ref _lastByte, now.Ticks);
    }

    public void Connected(TimeSpan now, string? tls) => (_connected, Tls) = (now - zero, tls);

    public void Headers(TimeSpan now)
    {
        _headers = now - zero;
        Volatile.Write(ref _lastByte, now.Ticks);
    }

    /// <summary>A read returned: its stamp, before anything of it is parsed.</summary>
    public void Read(TimeSpan now, int bytes)
    {
        Now = now - zero;
        _firstByte = First(_firstByte);
        _bytes += bytes;
        _reads++;
        Volatile.Write(ref _lastByte, now.Ticks);
    }

    public void Event()
    {
        _firstEvent = First(_firstEvent);
        _events++;
    }

    public void Token(int characters, ReadOnlySpan<byte> text)
    {
        _text.Add(text);
        _firstToken = First(_firstToken);
        if (_count == _tokens.Length)
        {
            Grow();
        }

        _tokens[_count++] = new(Now, _reads, characters);
    }

    public void Thinking() => _firstToken = First(_firstToken);

    public void Source() => _firstSource = First(_firstSource);

    public void Malformed() => _malformed++;

    /// <summary>What the server states; a later frame has the last word, on what it speaks of.</summary>
    public void Usage(Stated stated) => (PromptTokens, UsageTokens, CacheHit) = (stated.Prompt ?? PromptTokens, stated.Answer ?? UsageTokens, stated.CacheHit ?? CacheHit);

    /// <summary>The end of the body was read, where that is known better than by when somebody is told of it.</summary>
    public void BodyEnded(TimeSpan now) => _bodyEnd = now;

    public void EndMark() => _endMark = First(_endMark);

    /// <summary>The timeline; the recorder is spent afterwards.</summary>
    public StreamTimeline Finish(TimeSpan now, StreamClass kind, string? message)
    {
        now = Stamp(_bodyEnd) ?? now;
        var tokens = _tokens.AsSpan(0, _count).ToArray();
        ArrayPool<TokenStamp>.Shared.Return(_tokens);
        _tokens = [];
        _text.Release();
        return new()
        {
            Number = number,
            Planned = planned,
            Started = _started,
            Connected = Stamp(_connected),
            Headers = Stamp(_headers),
            FirstByte = Stamp(_firstByte),
            FirstEvent = Stamp(_firstEvent),
            FirstSource = Stamp(_firstSource),
            FirstToken = Stamp(_firstToken),
            // Where a protocol has no end mark, its clean end is the mark.
            EndMark = Stamp(_endMark) ?? (kind == StreamClass.Complete ? now - zero : null),
            End = now - zero,
            Tokens = tokens,
            Bytes = _bytes,
            Events = _events,
            Malformed = _malformed,
            UsageTokens = UsageTokens,
            PromptTokens = PromptTokens,
            CacheHit = CacheHit,
            Class = kind,
            Status = Status == 0 ? null : Status,
            Message = message,
            RequestId = RequestId,
            RetryAfter = RetryAfter,
            Head = Head,
            Tls = Tls,
            Page = Page,
            LastByte = _reads == 0 ? null : Now,
        };
    }

    private static TimeSpan? Stamp(TimeSpan stamp) => stamp == Never ? null : stamp;

    private TimeSpan First(TimeSpan stamp) => stamp == Never ? Now : stamp;

    private void Grow()
    {
        var larger = ArrayPool<TokenStamp>.Shared.Rent(_tokens.Length * 2);
        _tokens.AsSpan(0, _count).CopyTo(larger);
        ArrayPool<TokenStamp>.Shared.Return(_tokens);
        _tokens = larger;
    }
}
