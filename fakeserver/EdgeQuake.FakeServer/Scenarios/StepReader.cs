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

        var later = Later.Has("step", verb);
        var expected = verb == "length" ? "length as a key of the attempt" : later ? null : "a verb of the scenario language";
        r.Add(key, Later.Say("step", "verb", verb), expected, later ? null : Words.Nearest(verb, Verbs.All.Select(v => v.Row.Name)));
        return [];
    }

    public static Pace? PaceOf(Fields f) => f.Value("pace") is { } node ? Pace(f.Reading, node) : null;

    public static Pace? Pace(Reading r, YamlNode node)
    {
        if (node is YamlMappingNode)
        {
            var f = new Fields(r, node, "pace");
            return new Pace(
                f.Value("ttft") is { } ttft ? r.Distribution(ttft, "ttft") ?? Distribution.Zero : Distribution.Zero,
                f.Value("itl") is { } itl ? r.Distribution(itl, "itl") ?? Distribution.Zero : Distribution.Zero);
        }

        var name = r.Text(node, "pace") ?? "";
        if (Paces.All.TryGetValue(name, out var pace))
        {
            return pace;
        }

        r.Add(node, Later.Say("pace", "pace", name), "{ttft: …, itl: …} or one of " + string.Join(", ", Paces.All.Keys), Words.Nearest(name, Paces.All.Keys));
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
                r.Problems.Add(new Problem(at.File, at.Line, at.Column, "a step after the end", "close, fin, reset, bad-chunk or an endless stall as the last step"));
            }
        }
    }
}
