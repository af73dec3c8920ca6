using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>The steps of a recorded event stream, in the protocol and shape that say most of it with verbs.</summary>
internal static class StreamScript
{
    internal static (IReadOnlyList<string> Protocol, IReadOnlyList<Guess> Steps) Of(byte[] bytes, RecordedExchange e, RecordedBody body, bool exact)
    {
        var protocol = Recognition.Of(bytes, ExchangeScript.Path(e));
        var pieces = exact ? Pieces.Exact(body, e.Head!.At) : Pieces.Frames(body, e.Head!.At);
        var eol = bytes.AsSpan().IndexOf("\r\n\r\n"u8) >= 0 ? "eol: crlf" : null;
        return Heads(protocol, bytes).Select(head => Choose(head, eol, pieces, protocol, exact)).MaxBy(c => c.Steps.Count(s => s.Verb))!;
    }

    private static (IReadOnlyList<string> Protocol, IReadOnlyList<Guess> Steps) Choose(
        IReadOnlyList<string> protocol, string? eol, IReadOnlyList<Piece> pieces, Protocol of, bool exact)
    {
        IReadOnlyList<string> head = eol is null || exact ? protocol : [.. protocol, eol];
        return (head, Rerendering.Choose(pieces, head, p => exact ? [.. Guesses.Bytes(p.Bytes)] : Guesses.Of(p, of)));
    }

    /// <summary>EdgeQuake's shapes are told apart by what renders again; one without a single JSON object is v1.</summary>
    private static IEnumerable<IReadOnlyList<string>> Heads(Protocol protocol, ReadOnlySpan<byte> bytes)
    {
        var name = "protocol: " + Words.Of(protocol);
        if (protocol != Protocol.Edgequake)
            return [[name]];
        var typed = bytes.IndexOf("data: {"u8) >= 0 || bytes.IndexOf("data:{"u8) >= 0;
        return Enum.GetValues<Shape>().Where(s => typed != (s == Shape.V1)).Select(s => (IReadOnlyList<string>)[name, "shape: " + Words.Of(s)]);
    }
}
