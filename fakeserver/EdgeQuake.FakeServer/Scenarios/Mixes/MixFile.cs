using System.Globalization;

using YamlDotNet.RepresentationModel;

namespace EdgeQuake.FakeServer;

/// <summary>Reads a load mix: a small file of its own, with <c>mix</c>, <c>limit</c> and <c>seed</c>.</summary>
public static class MixFile
{
    /// <summary>The mix, or what is wrong with it.</summary>
    /// <param name="ids">The scenarios that it may use.</param>
    public static (LoadMix? Mix, IReadOnlyList<Problem> Problems) Read(string path, IEnumerable<string> ids)
    {
        try
        {
            return Parse(File.ReadAllText(path), path, ids);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, [new Problem(path, 0, 0, "cannot be read: " + e.Message, "a load mix")]);
        }
    }

    public static (LoadMix? Mix, IReadOnlyList<Problem> Problems) Parse(string yaml, string file, IEnumerable<string> ids)
    {
        var reading = new Reading(file);
        if (ScenarioFile.Nodes(yaml, reading).FirstOrDefault() is not { } node || !reading.IsTree(node))
        {
            return (null, reading.Problems);
        }

        var f = new Fields(reading, node, "mix-file");
        var mix = new LoadMix(file, f.Whole("seed") ?? 1, [.. f.Items("mix").Select(n => Use(new Fields(reading, n, "mix"), ids)).OfType<MixUse>()], f.Value("limit") is { } limit ? Limit(new Fields(reading, limit, "limit")) : null);
        if (reading.Problems.Count == 0 && mix is { Uses.Count: 0, Limit: null })
        {
            reading.Add(node, "a mix that changes nothing", "mix: [ { use: …, weight: 97 } ], or limit");
        }

        return (reading.Problems.Count == 0 ? mix : null, reading.Problems);
    }

    /// <summary>Whether a file is a mix and no list of scenarios.</summary>
    public static bool Is(string path)
    {
        try
        {
            return ScenarioFile.Nodes(File.ReadAllText(path), new Reading(path)).FirstOrDefault() is YamlMappingNode map
                && map.Children.Keys.OfType<YamlScalarNode>().Any(k => k.Value is "mix" or "limit") && !map.Children.Keys.OfType<YamlScalarNode>().Any(k => k.Value == "scenario");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static MixUse? Use(Fields f, IEnumerable<string> ids)
    {
        var weight = f.Number("weight") ?? 1;
        if (f.Text("use") is not { } use)
        {
            f.Reading.Add(f.Node, "an entry without use", "{ use: a scenario's id, weight: 97 }");
            return null;
        }

        if (!ids.Contains(use))
        {
            f.Reading.Add(f.Value("use")!, $"no scenario '{use}'", "the id of a scenario that is served", Words.Nearest(use, ids));
        }

        return new MixUse(use, weight);
    }

    private static RateLimit? Limit(Fields f)
    {
        var rate = (f.Text("requests") ?? "").Split('/');
        var perSecond = rate is [var n, "s" or "m"] && double.TryParse(n, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count) && count > 0
            ? rate[1] == "s" ? count : count / 60 : (double?)null;
        if (perSecond is null)
        {
            f.Reading.Add(f.Value("requests") ?? f.Node, $"'{f.Text("requests")}' for requests", "a rate: 10/s or 90/m");
        }

        var burst = f.Number("burst") ?? 1;
        if (burst < 1)
        {
            f.Reading.Add(f.Value("burst")!, $"'{burst}' for burst", "a whole number of 1 or more");
        }

        var answer = Answer(f);
        return perSecond is { } good ? new RateLimit(good, burst, answer) : null;
    }

    /// <summary>What a request beyond the limit gets, as one attempt; 429 with Retry-After where the file does not say.</summary>
    private static Scenario Answer(Fields f)
    {
        var attempt = f.Value("answer") is { } node
            ? AttemptReader.Read(new Fields(f.Reading, node, "attempt"), null)
            : new Attempt(429, [new HttpField("retry-after", "1")], Distribution.Zero, """{"error":"rate limited"}""", "application/json", null, null, null, null, null, null, [], [], f.Reading.PlaceOf(f.Node));
        return new Scenario { Id = "limit", Where = attempt.Where, Lanes = [], Exchanges = [new Exchange(Match.Any, [], [attempt], Then.RepeatLast)] };
    }
}
