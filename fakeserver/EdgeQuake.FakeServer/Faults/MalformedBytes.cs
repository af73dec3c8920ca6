using System.Text;

namespace EdgeQuake.FakeServer;

/// <summary>The catalogue behind <c>malformed: name</c>: each entry is a frame that real servers or proxies have sent.</summary>
internal static class MalformedBytes
{
    public static byte[] Of(Step.Malformed step, Rendering r)
    {
        var (end, data) = (r.Line + r.Line, r.Encoder.TokenData("?"));
        var done = string.Concat((r.Encoder.Encode(ContentVerb.Done, "", null, false) ?? []).Select(f => $"data: {f.Data}{end}"));
        return step.Frame switch
        {
            MalformedFrame.TruncatedJson => Text("data: {\"type\":\"token\",\"con" + end),
            MalformedFrame.NotJson => Text("data: {not json}" + end),
            MalformedFrame.WrongType => Text("data: {\"type\":7,\"choices\":\"x\",\"chunk\":[],\"content\":{}}" + end),
            MalformedFrame.BadUtf8 => [.. Text("data: "), 0xFF, 0xFE, .. Text(end)],
            MalformedFrame.LoneSurrogate => Text("data: " + data.Replace("\"?\"", "\"\\ud83d\"", StringComparison.Ordinal) + end),
            MalformedFrame.NulInId => Text("id: a\0b" + r.Line + "data: " + data + end),
            MalformedFrame.Bom => [0xEF, 0xBB, 0xBF],
            MalformedFrame.LoneCr => Text("data: " + data + "\r\r"),
            MalformedFrame.NoFinalBlankLine => Text("data: " + data + r.Line),
            MalformedFrame.HugeLine => Text("data: " + r.Encoder.TokenData(new string('x', step.Size)) + end),
            MalformedFrame.DuplicateDone => Text(done + done),
            _ => Text(done + "data: " + data + end),
        };
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
