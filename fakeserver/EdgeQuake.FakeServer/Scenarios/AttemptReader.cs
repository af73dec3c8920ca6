using YamlDotNet.RepresentationModel;

namespace EdgeQuake.FakeServer;

/// <summary>One attempt: a head with steps, a whole body, or a fault.</summary>
internal static class AttemptReader
{
    private static readonly string[] Answers = ["steps", "body", "json", "fault"];

    /// <param name="around">The exchange or scenario whose write, eol, framing and pace hold unless the attempt says otherwise.</param>
    public static Attempt Read(Fields f, Fields? around)
    {
        var r = f.Reading;
        var steps = StepReader.List(r, f.Value("steps"));
        var (body, type) = f.Value("json") is { } json ? (YamlToJson.Text(json), "application/json") : (f.Text("body"), "");
        Check(f);
        return new Attempt(
            f.Number("status") ?? 200,
            [.. f.Pairs("headers").Select(p => new HttpField(p.Key, p.Value ?? ""))],
            f.Value("head-after") is { } after ? r.Distribution(after, "head-after") ?? Distribution.Zero : Distribution.Zero,
            body,
            type.Length > 0 ? type : body is not null && YamlToJson.IsJson(body) ? "application/json" : "text/plain; charset=utf-8",
            f.Word<OpenFault>("fault"),
            StepReader.PaceOf(f) ?? (around is null ? null : StepReader.PaceOf(around)),
            WriteOf(f) ?? (around is null ? null : WriteOf(around)),
            f.Word<Eol>("eol") ?? around?.Word<Eol>("eol"),
            f.Word<BodyFraming>("framing") ?? around?.Word<BodyFraming>("framing"),
            f.Number("length") ?? LengthOf(steps),
            RequireReader.Of(f),
            steps,
            r.PlaceOf(f.Node))
        {
            Code = f.Word<H2Code>("code"),
            HeadTrickle = HeadTrickle(f),
            Http10 = Http10(f),
            Chunks = ChunksOf(f),
            Encoding = f.Word<ContentCoding>("encoding") ?? Steps.Flat(steps).OfType<EncodingStep>().FirstOrDefault()?.Coding,
            KeepAlive = KeepAliveOf(f) ?? (around is null ? null : KeepAliveOf(around)),
        };
    }

    private static int? LengthOf(IReadOnlyList<Step> steps) => Steps.Flat(steps).OfType<LengthStep>().FirstOrDefault()?.Bytes;

    private static bool Http10(Fields f)
    {
        var version = f.Text("http");
        if (version is not (null or "1.0" or "1.1"))
        {
            f.Reading.Add(f.Value("http")!, $"'{version}' for http", "1.0 or 1.1", Words.Nearest(version, ["1.0", "1.1"]));
        }

        return version == "1.0";
    }

    private static Speed? HeadTrickle(Fields f)
    {
        var text = f.Text("head-trickle");
        var speed = Speed.Trickle(text ?? "");
        if (text is not (null or "off") && speed is null)
        {
            f.Reading.Add(f.Value("head-trickle")!, $"'{text}' for head-trickle", "bytes and a gap: 8B/20ms", Words.Nearest(text, ["off"]));
        }

        return speed;
    }

    private static ChunkParts? ChunksOf(Fields f)
    {
        var extension = f.Text("chunk-extension");
        if (extension is not null && (extension.Length == 0 || extension.Any(c => c is < ' ' or > '~')))
        {
            f.Reading.Add(f.Value("chunk-extension")!, "chunk-extension holds what a chunk's line cannot", "printable ASCII: name=value");
        }

        HttpField[] trailers = [.. f.Pairs("trailers").Select(p => new HttpField(p.Key, p.Value ?? ""))];
        return extension is null && trailers.Length == 0 ? null : new ChunkParts(extension, trailers);
    }

    private static TimeSpan? KeepAliveOf(Fields f)
    {
        if (f.Text("keep-alive") is not { } text)
        {
            return null;
        }

        if (Duration.Parse(text) is { } time && time >= TimeSpan.FromMilliseconds(1))
        {
            return time;
        }

        f.Reading.Add(f.Value("keep-alive")!, $"'{text}' for keep-alive", "at least 1ms, " + Duration.Expected);
        return null;
    }

    private static void Check(Fields f)
    {
        var answers = Answers.Where(f.Has).ToArray();
        if (answers.Length > 1)
        {
            f.Reading.Add(f.KeyNode(answers[1])!, $"'{answers[1]}' beside '{answers[0]}'", "one of steps, body, json or fault");
        }

        if (f.Number("status") is < 100 or > 999)
        {
            f.Reading.Add(f.Value("status")!, $"'{f.Text("status")}' for status", "a status code of three digits");
        }

        if (f.Has("code") && f.Word<OpenFault>("fault") != OpenFault.ResetOnRequest)
        {
            f.Reading.Add(f.KeyNode("code")!, "code without a stream to reset", "fault: reset-on-request beside it, or the step reset: {code: cancel}");
        }

        foreach (var key in Answers.Append("headers"))
        {
            f.Reading.CheckTemplates(f.Value(key));
        }
    }

    /// <summary>At the top level a list of cuts, or every-cut, is a matrix: <see cref="MatrixReader"/> reads it.</summary>
    private static WriteMode? WriteOf(Fields f) =>
        f.Value("write") is { } node && !(f.Owner == "scenario" && MatrixReader.IsMatrix(node)) ? StepReader.Write(f.Reading, node) : null;
}
