using YamlDotNet.RepresentationModel;

namespace EdgeQuake.FakeServer;

/// <summary>The key <c>require</c>: one map or a list of them, the first that is not met answers.</summary>
internal static class RequireReader
{
    public static IReadOnlyList<Requirement> Of(Fields f) => [.. f.Items("require").Select(n => One(f.Reading, n))];

    private static Requirement One(Reading reading, YamlNode node)
    {
        var r = new Fields(reading, node, "require");
        if (r.Value("json") is { } value and not YamlMappingNode)
        {
            reading.Add(value, $"json is {Reading.KindOf(value)}", "a map: { \"$.stream\": true }");
        }

        var json = (r.Value("json") as YamlMappingNode)?.Children.ToDictionary(p => ((YamlScalarNode)p.Key).Value ?? "", p => YamlToJson.Text(p.Value), StringComparer.Ordinal);
        return new Requirement(
            r.Pairs("header").ToDictionary(p => p.Key, p => p.Value, StringComparer.OrdinalIgnoreCase), json ?? [],
            [.. r.Items("any").Select(n => One(reading, n))], r.Value("else") is { } other ? Else(reading, other) : null);
    }

    private static ElseAnswer Else(Reading reading, YamlNode node)
    {
        var f = new Fields(reading, node, "else");
        var body = f.Value("json") is { } json ? YamlToJson.Text(json) : f.Text("body") ?? "";
        if (f.Has("json") && f.Has("body"))
        {
            reading.Add(f.KeyNode("body")!, "'body' beside 'json'", "one of them");
        }

        if (f.Number("status") is not (>= 100 and <= 999))
        {
            reading.Add(f.Value("status") ?? node, "an else without a status code of three digits", "status: 401");
        }

        reading.CheckTemplates(f.Value("headers"));
        return new ElseAnswer(
            f.Number("status") ?? 412, [.. f.Pairs("headers").Select(p => new HttpField(p.Key, p.Value ?? ""))], body, f.Has("json") || YamlToJson.IsJson(body) ? "application/json" : "text/plain; charset=utf-8");
    }
}
