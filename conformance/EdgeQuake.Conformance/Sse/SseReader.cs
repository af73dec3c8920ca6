namespace EdgeQuake.Conformance;

/// <summary>
/// Reads a <c>text/event-stream</c> by the letter of the HTML standard, 9.2.5 and 9.2.6, from chunks cut anywhere.
/// <c>bytes ─BOM→ lines ─fields→ data, event type, last event ID ─blank line→ sink</c>
/// </summary>
/// <remarks>
/// Whole lines are read where they lie in the chunk; only a line or a block that the chunk cuts is copied, into pooled buffers. In the steady state
/// nothing is allocated. What is pending at the end of a stream is simply never dispatched: "Once the end of the file is reached, any pending data
/// must be discarded." Not thread-safe; one reader a stream.
/// </remarks>
/// <param name="maxEvent">Bytes that one line, or the data of one event, may have; more sets <see cref="LimitExceeded"/>. Default: no limit.</param>
public sealed partial class SseReader(int maxEvent = int.MaxValue) : IDisposable
{
    private const byte Lf = (byte)'\n', Cr = (byte)'\r';
    private ByteBuffer _line;       // the part of a line that earlier chunks brought
    private int _bom;               // bytes of the byte order mark seen; Decided once the start of the stream is settled
    private bool _afterCr;          // the last chunk ended with CR: an LF that comes now belongs to it
    private const int Decided = 3;

    /// <summary>A line or an event was longer than allowed. Nothing is read or dispatched any more: the caller ends the stream.</summary>
    public bool LimitExceeded { get; private set; }

    private static ReadOnlySpan<byte> Bom => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads the next bytes of the stream and tells the sink, before it returns, all that they complete.</summary>
    public void Read<TSink>(ReadOnlySpan<byte> bytes, ref TSink sink) where TSink : ISseSink, allows ref struct
    {
        var at = _bom == Decided ? 0 : SkipBom(bytes);
        if (_afterCr && at < bytes.Length)
        {
            _afterCr = false;
            at += bytes[at] == Lf ? 1 : 0;
        }

        if (_line.Length > 0)
            at = EndCutLine(bytes, at, ref sink);
        while (at < bytes.Length && !LimitExceeded)
        {
            var rest = bytes[at..];
            var end = rest.IndexOfAny(Lf, Cr);
            if (end < 0)
            {
                KeepLine(rest);
                break;
            }

            if (IsLoneDataBlock(rest, end))
            {
                DispatchLone(rest[5..end], ref sink);
                at += end + 2;
                continue;
            }

            ReadLine(bytes, rest[..end], at, ref sink);
            at = SkipTerminator(bytes, at + end);
        }

        KeepData(bytes);
    }

    /// <summary>Prepares for a new connection: the last event ID stays, everything pending goes, a byte order mark is expected again.</summary>
    public void Reset()
    {
        _line.Clear();
        _bom = 0;
        _afterCr = false;
        LimitExceeded = false;
        ForgetBlock();
        _idChanged = false;
    }

    /// <summary>Gives the buffers back.</summary>
    public void Dispose()
    {
        _line.Release();
        _data.Release();
        _type.Release();
        _id.Release();
        _lastId.Release();
    }

    /// <summary>
    /// "The UTF-8 decode algorithm strips one leading UTF-8 Byte Order Mark (BOM), if any." Cut anywhere; bytes that only began like one are content.
    /// </summary>
    private int SkipBom(ReadOnlySpan<byte> bytes)
    {
        var earlier = _bom;
        for (var at = 0; at < bytes.Length; at++)
        {
            if (bytes[at] != Bom[_bom])
            {
                _line.Append(Bom[..earlier]);
                _bom = Decided;
                return 0;
            }

            if (++_bom == Decided)
                return at + 1;
        }

        return bytes.Length;
    }

    /// <summary>Ends a line that began in an earlier chunk; returns where the next line starts.</summary>
    private int EndCutLine<TSink>(ReadOnlySpan<byte> bytes, int at, ref TSink sink) where TSink : ISseSink, allows ref struct
    {
        var rest = bytes[at..];
        var end = rest.IndexOfAny(Lf, Cr);
        KeepLine(end < 0 ? rest : rest[..end]);
        if (end < 0 || LimitExceeded)
            return bytes.Length;
        ReadLine(bytes, _line.Span, -1, ref sink);
        _line.Clear();
        return SkipTerminator(bytes, at + end);
    }

    /// <summary>
    /// "a U+000D CARRIAGE RETURN U+000A LINE FEED (CRLF) character pair, a single U+000A LINE FEED (LF) character not preceded by a U+000D … (CR)
    /// character, and a single U+000D … (CR) character not followed by a U+000A …". A CR ends its line at once; an LF in the next chunk is then skipped,
    /// so no event waits for one more byte (9.2.5: "… can cause delays in event dispatch").
    /// </summary>
    private int SkipTerminator(ReadOnlySpan<byte> bytes, int at)
    {
        if (bytes[at] == Lf)
            return at + 1;
        if (at + 1 == bytes.Length)
        {
            _afterCr = true;
            return at + 1;
        }

        return at + (bytes[at + 1] == Lf ? 2 : 1);
    }

    private void KeepLine(ReadOnlySpan<byte> part)
    {
        if (Allow((long)_line.Length + part.Length))
            _line.Append(part);
    }

    private bool Allow(long length)
    {
        if (length > maxEvent)
            LimitExceeded = true;
        return !LimitExceeded;
    }
}
