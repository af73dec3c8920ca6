using System.Text;

namespace EdgeQuake.FakeServer;

/// <summary>A step's bytes on the wire, pure of time: fields and terminators for frames, the bytes themselves for raw ones.</summary>
internal static class FrameBytes
{
    /// <summary>The frames of a step; null when this protocol cannot say it, empty for steps that are not bytes.</summary>
    public static List<(byte[] Bytes, bool Token)>? Of(Step step, Rendering r) => step switch
    {
        Step.Content c => OfContent(c, r),
        Step.Event e => Serialised([new Frame(Expand(e.Data, r), true, null, Expand(e.Type, r), Expand(e.Id, r), Expand(e.Retry, r))], r.Line),
        Step.Bytes b => [(b.Template is { } t ? Encoding.UTF8.GetBytes(Template.Expand(t, r)) : b.Value.ToArray(), b.Template?.Contains("${token:", StringComparison.Ordinal) == true)],
        Step.Malformed m => MalformedBytes.Of(m, r) is { } bytes ? [(bytes, false)] : null,
        Step.Part p => Of(p.Of, r) is { } whole ? [(Cut(p, [.. whole.SelectMany(f => f.Bytes)]), false)] : null,
        _ => [],
    };

    public static byte[] Serialise(Frame frame, string eol)
    {
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

    private static List<(byte[] Bytes, bool Token)>? OfContent(Step.Content c, Rendering r)
    {
        var frames = r.Encoder.Encode(c.Verb, Expand(c.Text, r) ?? "", c.Json is { } json ? Template.ExpandJson(json, r) : null, r.Said);
        return frames is null ? null : Serialised(frames, r.Line);
    }

    /// <summary>Null where a CR stands in a field: it would end the line (9.2.5), and nobody could read it back.</summary>
    private static List<(byte[] Bytes, bool Token)>? Serialised(Frame[] frames, string eol) =>
        Array.Exists(frames, f => (f.Comment ?? f.Data)?.Contains('\r', StringComparison.Ordinal) == true) ? null : [.. frames.Select(f => (Serialise(f, eol), f.Token))];

    private static byte[] Cut(Step.Part part, byte[] whole)
    {
        var count = part.Count ?? (part.To is { } to ? End(whole, Encoding.UTF8.GetBytes(to)) : (int)(whole.Length * part.Fraction!.Value));
        return whole[..Math.Clamp(count, 0, whole.Length)];
    }

    private static int End(byte[] whole, byte[] of)
    {
        var at = whole.AsSpan().IndexOf(of);
        return at < 0 ? whole.Length : at + of.Length;
    }

    private static string? Expand(string? text, Rendering r) => text is null ? null : Template.Expand(text, r);

    private static void Field(StringBuilder text, string name, string? value, string eol)
    {
        if (value is not null)
        {
            text.Append(name).Append(value.Length == 0 ? ":" : ": ").Append(value).Append(eol);
        }
    }
}
