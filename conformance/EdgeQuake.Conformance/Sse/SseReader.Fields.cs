using System.Buffers.Binary;
using System.Buffers.Text;

namespace EdgeQuake.Conformance;

/// <summary>The second half of the reader: what a line means (HTML 9.2.6).</summary>
public sealed partial class SseReader
{
    private ByteBuffer _data;       // the data buffer, once it is not one whole line of the chunk; lines joined by LF
    private int _sliceAt = -1;      // where in the chunk the block's only data line lies; -1: in _data
    private int _sliceLength;
    private int _dataStart;         // where in _data the data begins: it may be a whole line that was cut, with its field name
    private bool _hasData;
    private ByteBuffer _type;       // the event type buffer
    private ByteBuffer _id;         // the last event ID buffer: "The buffer does not get reset"
    private ByteBuffer _lastId;     // the last event ID string: set at dispatch
    private bool _idChanged;

    /// <summary>The field name <c>data</c> as one little-endian number.</summary>
    private const uint Data = 'd' | ('a' << 8) | ('t' << 16) | ('a' << 24);

    /// <summary>The last event ID string: what a reconnection sends; empty = none.</summary>
    public ReadOnlySpan<byte> LastEventId => _lastId.Span;

    /// <summary>"Lines must be processed, in the order they are received, as follows".</summary>
    /// <param name="at">Where the line lies in the chunk; -1 when it was cut and lies in the line buffer.</param>
    private void ReadLine<TSink>(ReadOnlySpan<byte> chunk, ReadOnlySpan<byte> line, int at, ref TSink sink) where TSink : ISseSink, allows ref struct
    {
        if (!Allow(line.Length))
            return;

        // "If the line is empty (a blank line) → Dispatch the event, as defined below."
        if (line.IsEmpty)
        {
            Dispatch(chunk, ref sink);
            return;
        }

        var colon = line.IndexOf((byte)':');

        // "If the line starts with a U+003A COLON character (:) → Ignore the line."
        if (colon == 0)
        {
            sink.Comment(line[ValueStart(line, 0)..]);
            return;
        }

        // "If the line contains a U+003A COLON character (:) → … If value starts with a U+0020 SPACE character, remove it from value."
        // "Otherwise, the string is not empty but does not contain a … COLON → … using the whole line as the field name, and the empty string as the field value."
        var name = colon < 0 ? line : line[..colon];
        var start = colon < 0 ? line.Length : ValueStart(line, colon);
        Field(chunk, name, line[start..], at < 0 ? -1 : at + start, ref sink);
    }

    private static int ValueStart(ReadOnlySpan<byte> line, int colon) =>
        colon + (colon + 1 < line.Length && line[colon + 1] == (byte)' ' ? 2 : 1);

    /// <summary>"Field names must be compared literally, with no case folding performed."</summary>
    private void Field<TSink>(ReadOnlySpan<byte> chunk, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, int at, ref TSink sink)
        where TSink : ISseSink, allows ref struct
    {
        if (name.SequenceEqual("data"u8))
        {
            AppendData(chunk, value, at);
        }
        else if (name.SequenceEqual("event"u8))
        {
            // "Set the event type buffer to the field value."
            _type.Set(value);
        }
        else if (name.SequenceEqual("id"u8))
        {
            // "If the field value does not contain U+0000 NULL, then set the last event ID buffer to the field value. Otherwise, ignore the field."
            if (!value.Contains((byte)0))
            {
                _id.Set(value);
                _idChanged = true;
            }
        }
        else if (name.SequenceEqual("retry"u8) && TryMilliseconds(value, out var time))
        {
            sink.Retry(time);
        }

        // "Otherwise → The field is ignored."
    }

    /// <summary>"Append the field value to the data buffer, then append a single U+000A LINE FEED (LF) character to the data buffer."</summary>
    /// <remarks>We put the line feed before the next line instead: the last one is removed at dispatch anyhow.</remarks>
    private void AppendData(ReadOnlySpan<byte> chunk, ReadOnlySpan<byte> value, int at)
    {
        if (!_hasData)
        {
            _hasData = true;
            if (at >= 0)
                (_sliceAt, _sliceLength) = (at, value.Length);
            else
                TakeLine(value.Length);
            return;
        }

        KeepData(chunk);
        if (!Allow((long)_data.Length - _dataStart + value.Length + 1))
            return;
        _data.Append(Lf);
        _data.Append(value);
    }

    /// <summary>A cut line was copied once already: its buffer becomes the data buffer. A large frame comes in many chunks, and would be copied whole again.</summary>
    private void TakeLine(int value)
    {
        (_data, _line) = (_line, _data);
        _dataStart = _data.Length - value;
    }

    /// <summary>A data line that is only pointed at moves into the buffer before its chunk goes or a second line joins it.</summary>
    private void KeepData(ReadOnlySpan<byte> chunk)
    {
        if (_sliceAt < 0)
            return;
        _data.Set(chunk.Slice(_sliceAt, _sliceLength));
        _sliceAt = -1;
    }

    /// <summary>
    /// "If the field value consists of only ASCII digits, then interpret the field value as an integer in base ten". An empty value is no integer;
    /// one that no timer can wait is clamped to 2^31-1 ms (24.8 days).
    /// </summary>
    private static bool TryMilliseconds(ReadOnlySpan<byte> value, out TimeSpan time)
    {
        time = default;
        if (value.IsEmpty || value.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            return false;
        var fits = Utf8Parser.TryParse(value, out long ms, out _);
        time = TimeSpan.FromMilliseconds(fits ? Math.Min(ms, int.MaxValue) : int.MaxValue);
        return true;
    }

    private void Dispatch<TSink>(ReadOnlySpan<byte> chunk, ref TSink sink) where TSink : ISseSink, allows ref struct
    {
        CommitId();

        // 2. "If the data buffer is an empty string, set the data buffer and the event type buffer to the empty string and return."
        // 6. "If the event type buffer has a value other than the empty string, change the type of the newly created event to equal [it]."
        if (_hasData)
            sink.Event(new SseEvent(_type.Span, _sliceAt < 0 ? _data.Span[_dataStart..] : chunk.Slice(_sliceAt, _sliceLength), _lastId.Span));
        ForgetBlock();
    }

    /// <summary>1. "Set the last event ID string of the event source to the value of the last event ID buffer." Also for a block without data.</summary>
    private void CommitId()
    {
        if (!_idChanged)
            return;
        _lastId.Set(_id.Span);
        _idChanged = false;
    }

    /// <summary>7. "Set the data buffer and the event type buffer to the empty string."</summary>
    private void ForgetBlock()
    {
        _hasData = false;
        _sliceAt = -1;
        _dataStart = 0;
        _data.Clear();
        _type.Clear();
    }

    /// <summary>The common block, one <c>data</c> line and a blank one, both LF, whole in the chunk and nothing pending: the same rules, one search.</summary>
    private bool IsLoneDataBlock(ReadOnlySpan<byte> rest, int end) =>
        end >= 5 && (uint)(end + 1) < (uint)rest.Length && rest[end + 1] == Lf && rest[end] == Lf && !_hasData && _type.Length == 0
        && end <= maxEvent && rest[4] == (byte)':' && BinaryPrimitives.ReadUInt32LittleEndian(rest) == Data;

    private void DispatchLone<TSink>(ReadOnlySpan<byte> value, ref TSink sink) where TSink : ISseSink, allows ref struct
    {
        CommitId();
        if (!value.IsEmpty && value[0] == (byte)' ')
            value = value[1..];
        sink.Event(new SseEvent(default, value, _lastId.Span));
    }
}
