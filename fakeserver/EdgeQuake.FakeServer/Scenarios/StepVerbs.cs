using System.Globalization;

using YamlDotNet.RepresentationModel;

namespace EdgeQuake.FakeServer;

/// <summary>What each verb's value means. The verbs are those of the key table; a test walks both.</summary>
internal static class StepVerbs
{
    public static IReadOnlyList<Step> Read(Reading r, string verb, YamlNode value, Place at) => verb switch
    {
        "tokens" => Tokens(r, value, at),
        "token" or "source" or "thinking" or "text" or "comment" or "finish" => Text(r, verb, value) is { } t ? [Content(verb, at, t, null)] : [],
        "done" or "error" when value is YamlScalarNode => [Content(verb, at, Reading.IsNull(value) ? "" : Text(r, verb, value), null)],
        "json" => [Content(verb, at, null, YamlToJson.Text(value))],
        "context" => Shaped(r, verb, value, at, value is YamlSequenceNode, "a list of sources: [{ id: doc-7 }]"),
        "done" or "usage" or "error" or "tool-call" => Shaped(r, verb, value, at, value is YamlMappingNode, "a map"),
        "event" => Event(r, value, at),
        "raw" => Text(r, verb, value) is { } raw ? [new Step.Bytes(at, raw, default)] : [],
        "hex" or "base64" => Bytes(r, verb, value, at),
        "part" => Part(r, value, at),
        "malformed" => Malformed(r, value, at),
        "repeat" => Repeat(r, value, at),
        "wait" or "stall" or "gate" => Time(r, verb, value, at),
        "pace" or "write" or "eol" or "flush" => Setting(r, verb, value, at),
        _ => End(r, verb, value, at),
    };

    private static Step.Content Content(string verb, Place at, string? text, string? json) => new(at, Words.Parse<ContentVerb>(verb)!.Value, text, json);

    private static IReadOnlyList<Step> Shaped(Reading r, string verb, YamlNode value, Place at, bool fits, string expected)
    {
        if (fits)
        {
            return [Content(verb, at, null, YamlToJson.Text(value))];
        }

        r.Add(value, $"{verb} is {Reading.KindOf(value)}", expected);
        return [];
    }

    private static string? Text(Reading r, string verb, YamlNode value) => r.Text(value, verb);

    private static IReadOnlyList<Step> Tokens(Reading r, YamlNode value, Place at)
    {
        if (value is YamlSequenceNode list)
        {
            return [.. list.Children.Select(n => r.Text(n, "tokens")).OfType<string>().Select(t => Content("token", at, t, null))];
        }

        var f = new Fields(r, value, "tokens");
        var (text, by) = (f.Text("text") ?? "", f.Text("by") ?? "word");
        var pieces = TokenText.Cut(text, by);
        if (pieces is null)
        {
            r.Add(f.Value("by")!, $"'{by}' for by", "word, char or a number of characters");
        }

        return [.. (pieces ?? []).Select(t => Content("token", at, t, null))];
    }

    private static IReadOnlyList<Step> Event(Reading r, YamlNode value, Place at)
    {
        var f = new Fields(r, value, "event");
        foreach (var key in new[] { "event", "id", "retry" }.Where(k => f.Text(k)?.AsSpan().ContainsAny('\r', '\n') == true))
        {
            r.Add(f.Value(key)!, $"a line break in {key}", "one line; for broken fields use raw");
        }

        return [new Step.Event(at, f.Text("event"), f.Text("id"), f.Text("retry"), f.Text("data"))];
    }

    private static IReadOnlyList<Step> Bytes(Reading r, string verb, YamlNode value, Place at)
    {
        var text = string.Concat((Text(r, verb, value) ?? "").Where(c => !char.IsWhiteSpace(c)));
        try
        {
            return [new Step.Bytes(at, null, verb == "hex" ? Convert.FromHexString(text) : Convert.FromBase64String(text))];
        }
        catch (FormatException)
        {
            r.Add(value, $"'{text}' for {verb}", verb == "hex" ? "pairs of hexadecimal digits" : "base64");
            return [];
        }
    }

    private static IReadOnlyList<Step> Part(Reading r, YamlNode value, Place at)
    {
        var f = new Fields(r, value, "part");
        var of = f.Value("of") is { } node ? StepReader.One(r, node) : [];
        var fraction = f.Text("fraction") is { } text && double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var n) && n <= 1 ? n : (double?)null;
        if (of.Count != 1 || (f.Number("bytes") is null && f.Text("to") is null && fraction is null))
        {
            r.Add(value, "a part that does not say of what, or how much", "{of: <one step>, bytes: 9} or to: text or fraction: 0.5");
            return [];
        }

        return [new Step.Part(at, of[0], f.Number("bytes"), f.Text("to"), fraction)];
    }

    private static IReadOnlyList<Step> Malformed(Reading r, YamlNode value, Place at)
    {
        var text = Text(r, "malformed", value) ?? "";
        var open = text.IndexOf('(', StringComparison.Ordinal);
        var size = open > 0 && text.EndsWith(')') ? StepReader.Size(text[(open + 1)..^1]) : 1 << 20;
        if (Words.Parse<MalformedFrame>(open > 0 ? text[..open] : text) is not { } frame || size is null || (open > 0 && frame != MalformedFrame.HugeLine))
        {
            r.Add(value, $"'{text}' for malformed", string.Join(", ", Words.All<MalformedFrame>()), Words.Nearest(text, Words.All<MalformedFrame>()));
            return [];
        }

        return [new Step.Malformed(at, frame, size.Value)];
    }

    private static IReadOnlyList<Step> Repeat(Reading r, YamlNode value, Place at)
    {
        var f = new Fields(r, value, "repeat");
        if (f.Number("times") is not { } times || times > 1_000_000)
        {
            r.Add(value, "a repeat without its number of times", "times: 1 to 1000000");
            return [];
        }

        return [new Step.Repeat(at, times, StepReader.List(r, f.Value("steps")))];
    }

    private static IReadOnlyList<Step> Time(Reading r, string verb, YamlNode value, Place at)
    {
        switch (verb)
        {
            case "wait":
                return r.Distribution(value, verb) is { } d ? [new Step.Wait(at, d)] : [];
            case "stall" when Reading.IsNull(value):
                return [new Step.Stall(at, null)];
            case "stall":
                var text = Text(r, verb, value) ?? "";
                if (Duration.Parse(text) is { } time)
                {
                    return [new Step.Stall(at, time)];
                }

                r.Add(value, $"'{text}' for stall", "nothing (for ever), or " + Duration.Expected);
                return [];
            default:
                return Gate(r, value, at);
        }
    }

    private static IReadOnlyList<Step> Gate(Reading r, YamlNode value, Place at)
    {
        var name = Text(r, "gate", value) ?? "";
        if (name.StartsWith("reported(", StringComparison.Ordinal) && name.EndsWith(')') && int.TryParse(name["reported(".Length..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var n))
        {
            return [new Step.Gate(at, name, n)];
        }

        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            r.Add(value, $"'{name}' for gate", "a name of letters, digits, '-' and '_', or reported(2)");
            return [];
        }

        return [new Step.Gate(at, name, null)];
    }

    private static IReadOnlyList<Step> Setting(Reading r, string verb, YamlNode value, Place at) => verb switch
    {
        "pace" => StepReader.Pace(r, value) is { } pace ? [new Step.SetPace(at, pace)] : [],
        "write" => StepReader.Write(r, value) is { } write ? [new Step.SetWrite(at, write)] : [],
        "eol" => r.Word<Eol>(value, Text(r, verb, value) ?? "", verb) is { } eol ? [new Step.SetEol(at, eol)] : [],
        _ => [new Step.Flush(at)],
    };

    private static IReadOnlyList<Step> End(Reading r, string verb, YamlNode value, Place at)
    {
        var text = Text(r, verb, value) ?? "";
        if (verb == "reset" && text == "now")
        {
            return [new Step.Ending(at, EndKind.ResetNow)];
        }

        if (text.Length > 0)
        {
            r.Add(value, $"'{text}' for {verb}", verb == "reset" ? "nothing, or now" : "nothing");
        }

        return [new Step.Ending(at, Words.Parse<EndKind>(verb)!.Value)];
    }
}
