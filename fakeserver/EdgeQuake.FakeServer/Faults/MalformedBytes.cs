using System.Text;

namespace EdgeQuake.FakeServer;

/// <summary>The catalogue behind <c>malformed: name</c>: each entry is a frame that real servers or proxies have sent. Its token, where it has one, is <c>?</c>.</summary>
internal static class MalformedBytes
{
    /// <summary>The bytes; null where the protocol has nothing to break in that way (no JSON around tokens, no end mark).</summary>
    public static byte[]? Of(MalformedStep step, Rendering r)
    {
        var (eol, end, data) = (r.Line, r.Line + r.Line, r.Encoder.TokenData("?"));
        return step.Frame switch
        {
            MalformedFrame.TruncatedJson => Text("data: " + (r.Encoder.TokenJson("\"Qua") is { } json ? json[..(json.IndexOf("\"Qua", StringComparison.Ordinal) + 4)] : "{\"text\":\"Qua") + end),
            MalformedFrame.NotJson => Text("data: {not json}" + end),
            MalformedFrame.WrongType => r.Encoder.TokenJson("7") is { } wrong ? Text("data: " + wrong + end) : null,
            MalformedFrame.BadUtf8 => [.. Text("data: "), 0xFF, 0xFE, .. Text(end)],
            MalformedFrame.LoneSurrogate => r.Encoder.TokenJson("\"\\ud83d\"") is { } half ? Text("data: " + half + end) : null,
            MalformedFrame.NulInId => Text("id: a\0b" + eol + "data: " + data + end),
            MalformedFrame.Bom => [0xEF, 0xBB, 0xBF],
            MalformedFrame.LoneCr => Text("data: " + data + "\r\r"),
            MalformedFrame.NoFinalBlankLine => Text("data: " + data + eol),
            MalformedFrame.HugeLine => Text("data: " + r.Encoder.TokenData(new string('x', step.Size)) + end),
            MalformedFrame.DuplicateDone => Done(r, end) is { } done ? Text(done + done) : null,
            _ => Done(r, end) is { } done ? Text(done + "data: " + data + end) : null,
        };
    }

    private static string? Done(Rendering r, string end)
    {
        var frames = r.Encoder.Encode(ContentVerb.Done, "", null, r.Said) ?? [];
        return frames.Length == 0 ? null : string.Concat(frames.Select(f => $"data: {f.Data}{end}"));
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
