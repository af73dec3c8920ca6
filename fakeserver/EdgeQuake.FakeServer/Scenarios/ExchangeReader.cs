using YamlDotNet.RepresentationModel;

namespace EdgeQuake.FakeServer;

/// <summary>Exchanges and attempts: lists, or their keys one level up where there is only one.</summary>
internal static class ExchangeReader
{
    private static readonly string[] AttemptKeys = [.. KeyTable.Of("attempt").Select(k => k.Name)];

    public static IReadOnlyList<Exchange> Read(Fields scenario)
    {
        if (!scenario.Has("exchanges"))
        {
            return [One(scenario)];
        }

        foreach (var key in AttemptKeys.Append("attempts").Append("match").Append("then").Where(scenario.Has))
        {
            scenario.Reading.Add(scenario.KeyNode(key)!, $"'{key}' beside exchanges", "it inside an exchange");
        }

        var list = scenario.Items("exchanges").Select(n => One(new Fields(scenario.Reading, n, "exchange", "attempt"))).ToArray();
        return list.Length > 0 ? list : [One(scenario)];
    }

    private static Exchange One(Fields f)
    {
        var attempts = f.Has("attempts")
            ? f.Items("attempts").Select(n => AttemptReader.Read(new Fields(f.Reading, n, "attempt"), f)).ToArray()
            : [AttemptReader.Read(f, null)];
        if (f.Has("attempts"))
        {
            // write, eol, framing, pace and keep-alive beside a list of attempts hold for each of them.
            foreach (var key in AttemptKeys.Except(["write", "eol", "framing", "pace", "keep-alive", "require"]).Where(f.Has))
            {
                f.Reading.Add(f.KeyNode(key)!, $"'{key}' beside attempts", "it inside an attempt");
            }
        }

        if (attempts.Length == 0)
        {
            f.Reading.Add(f.Value("attempts")!, "no attempt in the list", "at least one");
        }

        return new Exchange(MatchOf(f), f.Has("attempts") ? RequireReader.Of(f) : [], attempts, f.Word<Then>("then") ?? Then.RepeatLast);
    }

    private static Match MatchOf(Fields f)
    {
        if (f.Value("match") is not { } node)
        {
            return Match.Any;
        }

        var m = new Fields(f.Reading, node, "match");
        if (m.Text("method") is { } method && !KeyTable.Methods.Contains(method))
        {
            m.Reading.Add(m.Value("method")!, $"'{method}' for method", string.Join(", ", KeyTable.Methods), Words.Nearest(method, KeyTable.Methods));
        }

        return new Match(m.Text("method"), m.Text("path"), m.Pairs("query").ToDictionary(p => p.Key, p => p.Value ?? "", StringComparer.Ordinal));
    }
}
