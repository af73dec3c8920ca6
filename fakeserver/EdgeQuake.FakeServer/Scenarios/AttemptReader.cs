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
            f.Number("length"),
            ExchangeReader.RequireOf(f),
            StepReader.List(r, f.Value("steps")),
            r.PlaceOf(f.Node));
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

        if (f.Has("length") && f.Word<BodyFraming>("framing") is { } framing and not BodyFraming.Length)
        {
            f.Reading.Add(f.KeyNode("length")!, $"length with framing {Words.Of(framing)}", "framing: length");
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
