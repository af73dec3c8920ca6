using YamlDotNet.RepresentationModel;

namespace EdgeQuake.FakeServer;

/// <summary>Steps: one-key maps whose key is a verb.</summary>
internal static class StepReader
{
    public static IReadOnlyList<Step> List(Reading r, YamlNode? node)
    {
        switch (node)
        {
            case null:
                return [];
            case YamlSequenceNode list:
                var steps = list.Children.SelectMany(n => One(r, n)).ToArray();
                Ends(r, steps);
                return steps;
            default:
                r.Add(node, $"steps is {Reading.KindOf(node)}", "a list of steps: - token: Edge");
                return [];
        }
    }

    public static IReadOnlyList<Step> One(Reading r, YamlNode node)
    {
        if (node is not YamlMappingNode { Children.Count: 1 } map)
        {
            r.Add(node, node is YamlMappingNode m ? $"a step with {m.Children.Count} keys" : $"a step that is {Reading.KindOf(node)}", "a map with one key, a verb: token: Edge");
            return [];
        }

        var (key, value) = map.Children.First();
        var verb = ((YamlScalarNode)key).Value ?? "";
        if (Verbs.Named(verb) is { } known)
        {
            return known.Read(r, value, r.PlaceOf(key));
        }

        r.Add(key, $"unknown verb '{verb}'", "a verb of the scenario language", Words.Nearest(verb, Verbs.All.Select(v => v.Row.Name)));
        return [];
    }

    public static Pace? PaceOf(Fields f) => f.Value("pace") is { } node ? Pace(f.Reading, node) : null;

    public static Pace? Pace(Reading r, YamlNode node)
    {
        if (node is YamlMappingNode)
        {
            var f = new Fields(r, node, "pace");
            var named = f.Value("as") is { } word ? Named(r, word) : null;
            return new Pace(
                f.Value("ttft") is { } ttft ? r.Distribution(ttft, "ttft") ?? Distribution.Zero : named?.Ttft ?? Distribution.Zero,
                f.Value("itl") is { } itl ? r.Distribution(itl, "itl") ?? Distribution.Zero : named?.Itl ?? Distribution.Zero,
                named?.Name,
                f.Value("under-load") is { } load ? Load(new Fields(r, load, "under-load")) : null);
        }

        return Named(r, node);
    }

    private static Pace? Named(Reading r, YamlNode node)
    {
        if (r.Text(node, "pace") is not { } name)
        {
            return null;
        }

        if (Paces.All.TryGetValue(name, out var pace))
        {
            return pace;
        }

        r.Add(node, $"unknown pace '{name}'", "{ttft: …, itl: …} or one of " + string.Join(", ", Paces.All.Keys), Words.Nearest(name, Paces.All.Keys));
        return null;
    }

    private static UnderLoad? Load(Fields f)
    {
        var before = f.Reading.Problems.Count;
        var (at, factor) = (f.Number("at"), f.Decimal("factor", 1, 1000, "a factor from 1 to 1000: 2.5"));
        if (f.Reading.Problems.Count > before)
        {
            return null;
        }

        if (at > 1 && factor is not null)
        {
            return new UnderLoad(at.Value, factor.Value);
        }

        f.Reading.Add(f.Node, "an under-load that does not say how much, and at how many streams", "{ at: 64, factor: 2.5 }, at least two streams and a factor of 1 or more");
        return null;
    }

    public static WriteMode? Write(Reading r, YamlNode node)
    {
        var text = r.Text(node, "write") ?? "";
        var mode = WriteModeText.Parse(text);
        if (mode is null)
        {
            r.Add(node, $"'{text}' for write", text == "every-cut" ? "every-cut only in a matrix" : WriteModeText.Expected, WriteModeText.Nearest(text));
        }

        return mode;
    }

    private static void Ends(Reading r, Step[] steps)
    {
        for (var i = 0; i + 1 < steps.Length; i++)
        {
            if (steps[i].IsLast)
            {
                var at = steps[i + 1].Where;
                r.Problems.Add(new Problem(at.File, at.Line, at.Column, "a step after the end", "close, fin, reset, bad-chunk, goaway or an endless stall as the last step"));
            }
        }
    }
}
