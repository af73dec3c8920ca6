using System.Text;

namespace EdgeQuake.FakeServer;

/// <summary>The catalogue behind <c>malformed: name</c>: each entry is a frame that real servers or proxies have sent. Its token, where it has one, is <c>?</c>.</summary>
internal static class MalformedBytes
{
    /// <summary>The bytes; null where the protocol has nothing to break in that way (no JSON around tokens, no end mark).</summary>
    public static byte[]? Of(MalformedStep step, Rendering r)
    {
        var (eol, data, lines) = (r.Line, r.Encoder.TokenData("?"), r.Encoder.Lines);
        var (field, end) = lines ? ("", eol) : ("data: ", eol + eol);
        return step.Frame switch
        {
            MalformedFrame.TruncatedJson => Text(field + (r.Encoder.TokenJson("\"Qua") is { } json ? json[..(json.IndexOf("\"Qua", StringComparison.Ordinal) + 4)] : "{\"text\":\"Qua") + end),
            MalformedFrame.NotJson => Text(field + "{not json}" + end),
            MalformedFrame.WrongType => r.Encoder.TokenJson("7") is { } wrong ? Text(field + wrong + end) : null,
            MalformedFrame.BadUtf8 => [.. Text(field), 0xFF, 0xFE, .. Text(end)],
            MalformedFrame.LoneSurrogate => r.Encoder.TokenJson("\"\\ud83d\"") is { } half ? Text(field + half + end) : null,
            MalformedFrame.NulInId => lines ? null : Text("id: a\0b" + eol + field + data + end),
            MalformedFrame.Bom => [0xEF, 0xBB, 0xBF],
            MalformedFrame.LoneCr => lines ? null : Text(field + data + "\r\r"),
            MalformedFrame.NoFinalBlankLine => Text(field + data + (lines ? "" : eol)),
            MalformedFrame.HugeLine => Text(field + r.Encoder.TokenData(new string('x', step.Size)) + end),
            MalformedFrame.DuplicateDone => Done(r, field, end) is { } done ? Text(done + done) : null,
            _ => Done(r, field, end) is { } done ? Text(done + field + data + end) : null,
        };
    }

    private static string? Done(Rendering r, string field, string end)
    {
        var frames = r.Encoder.Encode(ContentVerb.Done, "", null, r.Said) ?? [];
        return frames.Length == 0 ? null : string.Concat(frames.Select(f => $"{field}{f.Data}{end}"));
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
