using System.Text.RegularExpressions;

using YamlDotNet.RepresentationModel;

namespace EdgeQuake.FakeServer;

/// <summary>One scenario of a file: its keys, its exchanges, the lanes that can play it honestly.</summary>
internal static partial class ScenarioReader
{
    private static readonly string[] CaseKeys = ["level", "profile", "spec", "why", "control", "api", "in-process", "since", "was"];

    public static Scenario Read(Reading reading, YamlNode node)
    {
        var f = new Fields(reading, node, "scenario", "exchange", "attempt");
        var exchanges = ExchangeReader.Read(f);
        var scenario = new Scenario
        {
            Id = Id(f),
            About = f.Text("about"),
            Where = reading.PlaceOf(node),
            Protocol = f.Word<Protocol>("protocol") ?? Protocol.Edgequake,
            Shape = f.Word<Shape>("shape"),
            Seed = (ulong)(f.Number("seed") ?? 1),
            Lanes = [],
            Client = ClientReader.Read(f),
            Needs = f.Texts("needs"),
            Exchanges = exchanges,
            Expect = f.Value("expect") is { } e ? ExpectReader.Read(reading, e) : new Expectation(),
            Case = CaseKeys.Any(f.Has) ? Case(f) : null,
        };
        Check(f, scenario);
        if (reading.Problems.Count > 0)
        {
            return scenario;
        }

        scenario = scenario with { Lanes = LaneRules.Of(f, scenario) };
        return scenario with { Cells = MatrixReader.Read(f, scenario) };
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

    private static void Check(Fields f, Scenario s)
    {
        if (s.Shape is { } shape && s.Protocol != Protocol.Edgequake)
        {
            f.Reading.Add(f.Value("shape")!, $"shape {Words.Of(shape)} with protocol {Words.Of(s.Protocol)}", "a shape only with protocol edgequake");
        }
        else if (f.Reading.Problems.Count == 0 && Planner.CanRender(s, s.Protocol, s.Shape) is { } cannot)
        {
            f.Reading.Problems.Add(cannot);
        }
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
            level, f.Text("profile") ?? "", [.. spec], f.Text("why"), f.Text("control"), f.Texts("api"), f.Flag("in-process"), f.Text("since"), f.Texts("was"));
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9.-]*(/[a-z0-9][a-z0-9.-]*)*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Slug();
}
