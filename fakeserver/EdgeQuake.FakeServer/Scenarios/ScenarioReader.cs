using System.Text.RegularExpressions;

using YamlDotNet.RepresentationModel;

namespace EdgeQuake.FakeServer;

/// <summary>One scenario of a file: its keys, its exchanges, the lanes that can play it honestly.</summary>
internal static partial class ScenarioReader
{
    private static readonly string[] CaseKeys = ["level", "profile", "spec", "why", "control", "api", "in-process", "since", "was", "corrected"];

    public static Scenario Read(Reading reading, YamlNode node)
    {
        var before = reading.Problems.Count;
        var f = new Fields(reading, node, "scenario", "exchange", "attempt");
        var exchanges = ExchangeReader.Read(f);
        var scenario = new Scenario
        {
            Id = Id(f),
            About = f.Text("about"),
            Where = reading.PlaceOf(node),
            Protocol = f.Word<Protocol>("protocol") ?? Protocol.Edgequake,
            Shape = f.Word<Shape>("shape"),
            Transport = f.Word<Transport>("transport"),
            Tls = f.Word<TlsKind>("tls"),
            Seed = f.Whole("seed") ?? 1,
            Lanes = [],
            Client = ClientReader.Read(f),
            Needs = f.Texts("needs"),
            Exchanges = exchanges,
            Expect = f.Value("expect") is { } e ? ExpectReader.Read(reading, e) : new Expectation(),
            TwoOrigins = Reading.Mentions(node, "${" + Template.OtherOrigin + "}"),
            Case = CaseKeys.Any(f.Has) ? Case(f) : null,
        };
        if ((scenario.Client.Cancel?.Stream is null) != (scenario.Expect.Stopped is null) && reading.Problems.Count == before)
        {
            reading.Add(f.Value("expect") ?? node, "one of expect.stopped and cancel.stream without the other", "both: which stream is stopped, and what then holds of it");
        }

        if (reading.Problems.Count > before)
        {
            return scenario;
        }

        foreach (var attempt in exchanges.SelectMany(e => e.Attempts).Where(a => a.Steps.Sum(s => s.Weight) > Steps.Most))
        {
            reading.Problems.Add(new Problem(attempt.Where.File, attempt.Where.Line, attempt.Where.Column, $"repeat upon repeat makes more than {Steps.Most} steps", "fewer: an answer is rendered whole before it is sent"));
        }

        Renders(f, scenario, scenario.Shape);
        TransportRules.Check(f, scenario);
        if (reading.Problems.Count > before)
        {
            return scenario;
        }

        scenario = MatrixReader.Read(f, scenario with { Lanes = LaneRules.Of(f, scenario) });
        foreach (var shape in scenario.Cells.Select(c => c.Shape).Distinct().Where(x => x is not null))
        {
            Renders(f, scenario, shape);
        }

        BodyRules.Check(reading, scenario);
        return scenario;
    }

    /// <summary>Every verb must have a frame: in the shape named or, where none is, in one of them.</summary>
    private static void Renders(Fields f, Scenario s, Shape? shape)
    {
        if (shape is { } named && s.Protocol != Protocol.Edgequake)
        {
            f.Reading.Add(f.Value("shape") ?? f.Value("matrix")!, $"shape {Words.Of(named)} with protocol {Words.Of(s.Protocol)}", "a shape only with protocol edgequake");
        }
        else if (Planner.CanRender(s, s.Protocol, shape ?? Planner.ShapeOf(s)) is { } cannot)
        {
            f.Reading.Problems.Add(cannot);
        }
    }

    private static string Id(Fields f)
    {
        var id = f.Text("scenario");
        if (id is null)
        {
            f.Reading.Add(f.Node, "a scenario without its id", "the key 'scenario' with a slug");
        }
        else if (!Slug().IsMatch(id))
        {
            f.Reading.Add(f.Value("scenario")!, $"'{id}' as an id", "a slug: lower case letters, digits, '-', '.', and '/' between parts");
        }

        return id ?? "";
    }

    private static CaseFacts Case(Fields f)
    {
        var level = f.Text("level") ?? "MUST";
        if (level is not ("MUST" or "SHOULD" or "MAY"))
        {
            f.Reading.Add(f.Value("level")!, $"'{level}' for level", "MUST, SHOULD or MAY", Words.Nearest(level, ["MUST", "SHOULD", "MAY"]));
        }

        var spec = f.Items("spec").Select(n => new Fields(f.Reading, n, "spec")).Select(s => new SpecClause(s.Text("url") ?? "", s.Text("quote") ?? ""));
        return new CaseFacts(
            level, f.Text("profile") ?? "", [.. spec], f.Text("why"), f.Text("control"), f.Texts("api"), f.Flag("in-process"), f.Text("since"), f.Texts("was"),
            f.Text("corrected"));
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9.-]*(/[a-z0-9][a-z0-9.-]*)*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Slug();
}
