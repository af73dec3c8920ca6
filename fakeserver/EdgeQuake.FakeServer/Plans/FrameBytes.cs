using System.Text;

namespace EdgeQuake.FakeServer;

/// <summary>A frame's bytes on the wire, pure of time: fields and terminators (WHATWG HTML 9.2.5).</summary>
/// <param name="Token">Counts as a token when its last byte is sent.</param>
internal readonly record struct FrameBytes(byte[] Bytes, bool Token)
{
    /// <summary>Null where a CR stands in a field: it would end the line (9.2.5), and nobody could read it back; and where lines of JSON were to end in a CR.</summary>
    public static IReadOnlyList<FrameBytes>? Of(Frame[] frames, string eol) =>
        Array.Exists(frames, f => (f.Comment ?? f.Data)?.Contains('\r', StringComparison.Ordinal) == true || (f.Bare && eol == "\r")) ? null : [.. frames.Select(f => new FrameBytes(Serialise(f, eol), f.Token))];

    private static byte[] Serialise(Frame frame, string eol)
    {
        if (frame.Bare)
        {
            return Encoding.UTF8.GetBytes(frame.Data + eol);
        }

        var text = new StringBuilder();
        if (frame.Comment is { } comment)
        {
            return Encoding.UTF8.GetBytes(string.Concat(comment.Split('\n').Select(line => $": {line}{eol}")) + eol);
        }

        Field(text, "event", frame.Type, eol);
        Field(text, "id", frame.Id, eol);
        Field(text, "retry", frame.Retry, eol);
        foreach (var line in frame.Data?.Split('\n') ?? [])
        {
            Field(text, "data", line, eol);
        }

        return Encoding.UTF8.GetBytes(text.Append(eol).ToString());
    }

    private static void Field(StringBuilder text, string name, string? value, string eol)
    {
        if (value is not null)
        {
            text.Append(name).Append(value.Length == 0 ? ":" : ": ").Append(value).Append(eol);
        }
    }
}
