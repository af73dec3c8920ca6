using YamlDotNet.RepresentationModel;

namespace EdgeQuake.FakeServer;

/// <summary>The key <c>expect</c>, with its alternatives and its words by policy.</summary>
internal static class ExpectReader
{
    public static Expectation Read(Reading r, YamlNode node)
    {
        var f = new Fields(r, node, "expect");
        var e = new Expectation
        {
            Outcome = f.Word<Outcome>("outcome"),
            Kind = f.Word<FailureKind>("kind"),
            Text = f.Text("text"),
            TextSha256 = Sha256(f),
            Events = f.Has("events") ? [.. f.Items("events").Select(n => Event(new Fields(r, n, "event-expected")))] : null,
            Tokens = f.Number("tokens"),
            Texts = f.Number("texts"),
            Sources = f.Has("sources") ? f.Texts("sources") : null,
            Malformed = f.Number("malformed"),
            Thinking = f.Text("thinking"),
            Usage = f.Value("usage") is { } usage ? YamlToJson.Text(usage) : null,
            Finish = f.Text("finish"),
            ToolCalls = f.Value("tool-calls") is { } calls ? YamlToJson.Text(calls) : null,
            Code = f.Text("code"),
            RetryAfter = f.Duration("retry-after"),
            Comments = f.Has("comments") ? f.Texts("comments") : null,
            Attempts = f.Range("attempts"),
            Server = f.Value("server") is { } server ? Server(new Fields(r, server, "server")) : null,
            Any = [.. f.Items("any").Select(n => Read(r, n))],
            ByPolicy = f.Value("by-policy") is { } policy ? ByPolicy(r, policy) : new Dictionary<string, IReadOnlyDictionary<string, Expectation>>(),
            Stopped = f.Value("stopped") is { } stopped ? Read(r, stopped) : null,
            Within = f.Duration("within") ?? TimeSpan.FromSeconds(30),
            Where = r.PlaceOf(node),
        };
        if (e.Kind is not null && e.Outcome is not (null or Outcome.Failed))
        {
            r.Add(f.Value("kind")!, $"kind with outcome {Words.Of(e.Outcome.Value)}", "kind only with outcome failed");
        }

        return e;
    }

    private static string? Sha256(Fields f)
    {
        var text = f.Text("text-sha256");
        if (text is not null && (text.Length != 64 || text.Any(c => !char.IsAsciiHexDigitLower(c))))
        {
            f.Reading.Add(f.Value("text-sha256")!, $"'{text}' for text-sha256", "64 lower-case hex digits");
        }

        return text;
    }

    private static ExpectedEvent Event(Fields f) => new(f.Text("type"), f.Text("data"), f.Text("id"));

    private static ServerExpectation Server(Fields f)
    {
        var closed = f.Text("closed-by");
        if (closed is not (null or "client" or "server"))
        {
            f.Reading.Add(f.Value("closed-by")!, $"'{closed}' for closed-by", "client or server", Words.Nearest(closed, ["client", "server"]));
        }

        return new ServerExpectation(
            f.Range("requests"),
            [.. f.Items("gaps").Select(n => Gap(f.Reading, n)).OfType<TimeSpan>()],
            f.Pairs("header").ToDictionary(p => p.Key, p => p.Value, StringComparer.OrdinalIgnoreCase),
            f.Flag("same-body"),
            closed,
            f.Word<BackoffRule>("backoff"));
    }

    private static TimeSpan? Gap(Reading r, YamlNode node)
    {
        var text = r.Text(node, "gaps") ?? "";
        if (text.StartsWith(">=", StringComparison.Ordinal) && Duration.Parse(text[2..]) is { } gap)
        {
            return gap;
        }

        // Only lower bounds: how late a client may be is the machine's matter, not the client's.
        r.Add(node, $"'{text}' for gaps", "a lower bound such as '>= 2s'");
        return null;
    }

    private static Dictionary<string, IReadOnlyDictionary<string, Expectation>> ByPolicy(Reading r, YamlNode node)
    {
        Dictionary<string, IReadOnlyDictionary<string, Expectation>> policies = [];
        if (node is not YamlMappingNode)
        {
            r.Add(node, $"by-policy is {Reading.KindOf(node)}", "a map: policy word, declared value, then an expectation");
        }

        foreach (var (word, values) in node is YamlMappingNode all ? all.Children.AsEnumerable() : [])
        {
            if (values is YamlMappingNode map)
            {
                policies[((YamlScalarNode)word).Value ?? ""] = map.Children.ToDictionary(v => ((YamlScalarNode)v.Key).Value ?? "", v => Read(r, v.Value), StringComparer.Ordinal);
            }
            else
            {
                r.Add(values, $"a policy word whose value is {Reading.KindOf(values)}", "a map: declared value, then an expectation");
            }
        }

        return policies;
    }
}
