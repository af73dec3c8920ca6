using System.Text.Json;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>
/// Turns the events of one answer into frames, and at the end says what the answer came to.
/// <c>SseEvent ─JSON, once→ parts ─→ Frame, then TryNext for the rare second one</c>
/// </summary>
/// <remarks>
/// Allocates nothing in the steady state. Remembers the bytes around the last token (<see cref="TokenTemplate"/>): an event that differs only in
/// the token is not parsed as JSON again. One decoder an attempt; not thread-safe.
/// </remarks>
public abstract class FrameDecoder
{
    private static readonly JsonReaderOptions s_json = new() { MaxDepth = 1024 };
    private readonly TokenTemplate _template = new();
    private ByteBuffer _held;
    private ByteBuffer _scratch;
    private int _next;
    private StreamEnd? _error;

    /// <summary>The frames found by <see cref="Parse"/>, the one that matters most first.</summary>
    private protected FrameParts Parts;

    private protected FrameDecoder()
    {
    }

    /// <summary>The end mark was seen.</summary>
    public bool Done { get; private set; }

    /// <summary>The decoder of a protocol. Without a shape, EdgeQuake's typed frames are read in either spelling, the guide's and the server's.</summary>
    public static FrameDecoder For(Protocol protocol, Shape? shape = null) => protocol switch
    {
        Protocol.Edgequake when shape is Shape.V1 => new PlainTextDecoder(),
        Protocol.Edgequake => new EdgequakeDecoder(),
        Protocol.OpenaiChat => new OpenAiChatDecoder(),
        Protocol.OpenaiResponses => new ResponsesDecoder(),
        Protocol.Anthropic => new AnthropicDecoder(),
        Protocol.Ollama => new OllamaDecoder(),
        _ => new PlainTextDecoder(),
    };

    /// <summary>Reads one event. Most hold one frame; <see cref="TryNext"/> gives the others. After the end mark nothing is content.</summary>
    public Frame Read(in SseEvent e)
    {
        _next = 1;
        Parts.Clear();
        if (Done)
            return new Frame(FrameKind.Other, e.Data);
        if (e.Type.IsEmpty && _template.TryMatch(e.Data, out var token))
            return new Frame(FrameKind.Token, token) { Choice = _template.Choice };
        try
        {
            Parse(e);
        }
        catch (JsonException)
        {
            Parts.Clear();
            Parts.Add(new FramePart(FrameKind.Malformed, Whole(e.Data)));
        }

        return First(e);
    }

    /// <summary>The next frame of the event last read, if it holds one more.</summary>
    public bool TryNext(out Frame frame)
    {
        var more = _next < Parts.Count;
        frame = more ? Resolve(Parts[_next++], _held.Span) : default;
        return more;
    }

    /// <summary>What the answer came to, by the end of its bytes: an error frame, then the end mark, then what the protocol makes of the end.</summary>
    public StreamEnd Conclude(TransportEnd transport) => (_error, Done, transport) switch
    {
        ({ } error, _, _) => error,
        (_, true, _) => new(Outcome.Complete),
        (_, _, TransportEnd.Cancelled) => new(Outcome.Cancelled),
        (_, _, TransportEnd.Timeout) => new(Outcome.Failed, FailureKind.Timeout),
        (_, _, TransportEnd.Broken) => new(Outcome.Failed, FailureKind.Network),
        _ => new(EndsByEof ? Outcome.Complete : Outcome.Incomplete),
    };

    /// <summary>A clean end without an end mark completes the answer.</summary>
    private protected abstract bool EndsByEof { get; }

    /// <summary>Fills <see cref="Parts"/>. A <see cref="JsonException"/> makes the event malformed.</summary>
    private protected abstract void Parse(in SseEvent e);

    /// <summary>Told of every part once the event was read whole.</summary>
    private protected virtual void Seen(in FramePart part)
    {
    }

    internal static Utf8JsonReader Json(ReadOnlySpan<byte> data) => new(data, isFinalBlock: true, new JsonReaderState(s_json));

    private protected static JsonSlice Whole(ReadOnlySpan<byte> data) => new(0, data.Length, false);

    private Frame First(in SseEvent e)
    {
        if (Parts.Count == 0)
            return new Frame(FrameKind.Other, e.Data);
        for (var i = 0; i < Parts.Count; i++)
            Note(Parts[i], e.Data);
        if (Parts.Count > 1)
            _held.Set(e.Data);
        else if (e.Type.IsEmpty && Parts[0].Kind == FrameKind.Token)
            _template.Learn(e.Data, Parts[0]);
        return Resolve(Parts[0], e.Data);
    }

    private void Note(in FramePart part, ReadOnlySpan<byte> data)
    {
        Seen(part);
        if (part.Kind == FrameKind.Done)
        {
            Done = true;
        }
        else if (part.Kind == FrameKind.Cut && _error is null)
        {
            _error = new(Outcome.Incomplete, null, null, "the server stopped short: " + Sse.Text(Resolve(part, data).Text));
        }
        else if (part.Kind == FrameKind.Error && _error is null)
        {
            var frame = Resolve(part, data);
            _error = new(Outcome.Failed, FailureKind.Server, frame.Id.IsEmpty ? null : Sse.Text(frame.Id), Sse.Text(frame.Text));
        }
    }

    private Frame Resolve(scoped in FramePart part, ReadOnlySpan<byte> data)
    {
        // Reserve first: the spans below point into the scratch buffer, so it must not move between them.
        _scratch.Clear();
        _scratch.Reserve(part.Text.Length + part.Id.Length + part.Name.Length);
        return new Frame(part.Kind, Plain(part.Text, data))
        {
            Choice = part.Choice,
            Index = part.Index,
            Id = Plain(part.Id, data),
            Name = Plain(part.Name, data),
        };
    }

    private ReadOnlySpan<byte> Plain(JsonSlice text, ReadOnlySpan<byte> data)
    {
        var raw = data.Slice(text.Start, text.Length);
        if (!text.Escaped)
            return raw;
        var from = _scratch.Length;
        JsonEscapes.Resolve(raw, ref _scratch);
        return _scratch.Span[from..];
    }
}
