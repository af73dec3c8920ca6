namespace EdgeQuake.Conformance;

/// <summary>Reads newline-delimited JSON from chunks cut anywhere: each line that is not empty is an event without a type.</summary>
/// <remarks>
/// A CR before the LF is white space of JSON and goes. A last line without its LF is never dispatched: it was cut. Whole lines are read where they lie in the
/// chunk; nothing is allocated in the steady state. Not thread-safe; one reader a stream.
/// </remarks>
/// <param name="maxLine">Bytes that one line may have; more sets <see cref="LimitExceeded"/>.</param>
internal sealed class LineReader(int maxLine) : IDisposable
{
    private ByteBuffer _line;

    /// <summary>A line was longer than allowed. Nothing is dispatched any more: the caller ends the stream.</summary>
    public bool LimitExceeded { get; private set; }

    /// <summary>Reads the next bytes of the stream and tells the sink, before it returns, all that they complete.</summary>
    public void Read<TSink>(ReadOnlySpan<byte> bytes, ref TSink sink) where TSink : ISseSink, allows ref struct
    {
        while (!LimitExceeded && bytes.IndexOf((byte)'\n') is var end && end >= 0)
        {
            if (_line.Length == 0)
            {
                Dispatch(bytes[..end], ref sink);
            }
            else
            {
                _line.Append(bytes[..end]);
                Dispatch(_line.Span, ref sink);
                _line.Clear();
            }

            bytes = bytes[(end + 1)..];
        }

        if (LimitExceeded || _line.Length + bytes.Length > maxLine)
            LimitExceeded = true;
        else
            _line.Append(bytes);
    }

    /// <summary>Prepares for a new connection.</summary>
    public void Reset()
    {
        _line.Clear();
        LimitExceeded = false;
    }

    public void Dispose() => _line.Release();

    private void Dispatch<TSink>(ReadOnlySpan<byte> line, ref TSink sink) where TSink : ISseSink, allows ref struct
    {
        if (line.Length > maxLine)
        {
            LimitExceeded = true;
            return;
        }

        if (line is [.., (byte)'\r'])
            line = line[..^1];
        if (!line.IsEmpty)
            sink.Event(new SseEvent(default, line, default));
    }
}
