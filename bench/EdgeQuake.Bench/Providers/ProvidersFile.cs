using System.Globalization;
using EdgeQuake.FakeServer;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace EdgeQuake.Bench;

/// <summary>providers.yaml: a list of rows of plain words. What is wrong is named with its line, all of it at once.</summary>
public static class ProvidersFile
{
    private static readonly string[] Keys = ["name", "url", "protocol", "shape", "model", "key", "price", "pace"];

    public static (IReadOnlyList<Provider> Providers, IReadOnlyList<Problem> Problems) Parse(string text, string file)
    {
        var problems = new List<Problem>();
        var yaml = new YamlStream();
        try
        {
            yaml.Load(new StringReader(text));
        }
        catch (YamlException e)
        {
            return ([], [new(file, (int)e.Start.Line, (int)e.Start.Column, e.Message)]);
        }

        if (yaml.Documents.Count == 0 || yaml.Documents[0].RootNode is not YamlSequenceNode { Children: { Count: > 0 } rows })
        {
            return ([], [new(file, 1, 1, "this is no list of providers", "rows such as '- name: …', each with url, protocol, model, key, price")]);
        }

        var providers = rows.Select(row => Row(row, file, problems)).OfType<Provider>().ToList();
        foreach (var twice in providers.GroupBy(p => p.Name).Where(g => g.Count() > 1))
        {
            problems.Add(new(file, 0, 0, $"two rows are called '{twice.Key}'", "a name of its own for each"));
        }

        return (providers, problems);
    }

    private static Provider? Row(YamlNode node, string file, List<Problem> problems)
    {
        var before = problems.Count;
        if (node is not YamlMappingNode map)
        {
            problems.Add(At(node, "a row is a map", string.Join(", ", Keys)));
            return null;
        }

        var words = new Dictionary<string, YamlScalarNode>(StringComparer.Ordinal);
        foreach (var (key, value) in map.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (!Keys.Contains(name))
            {
                problems.Add(At(key, $"unknown key '{name}'", string.Join(", ", Keys)) with { Nearest = Words.Nearest(name, Keys) });
            }
            else if (value is YamlScalarNode { Value.Length: > 0 } scalar)
            {
                words[name] = scalar;
            }
            else
            {
                problems.Add(At(value, $"{name} has no value", "one word or text"));
            }
        }

        var row = words.ContainsKey("pace") ? Scripted(words, At, problems) : Real(map, words, At, problems);
        return problems.Count == before ? row : null;

        Problem At(YamlNode at, string what, string? expected) => new(file, (int)at.Start.Line, (int)at.Start.Column, what, expected);
    }

    private static Provider Scripted(Dictionary<string, YamlScalarNode> words, Func<YamlNode, string, string?, Problem> at, List<Problem> problems)
    {
        foreach (var (name, node) in words.Where(w => w.Key != "pace"))
        {
            problems.Add(at(node, $"{name} beside pace: a scripted row is no provider and has no {name}", "pace alone"));
        }

        var pace = words["pace"].Value!;
        if (!Paces.All.ContainsKey(pace))
        {
            problems.Add(at(words["pace"], $"unknown pace '{pace}'", string.Join(", ", Paces.All.Keys)) with { Nearest = Words.Nearest(pace, [.. Paces.All.Keys]) });
        }

        return Provider.Scripted(pace);
    }

    private static Provider Real(YamlNode row, Dictionary<string, YamlScalarNode> words, Func<YamlNode, string, string?, Problem> at, List<Problem> problems)
    {
        foreach (var missing in new[] { "name", "url" }.Where(k => !words.ContainsKey(k)))
        {
            problems.Add(at(row, $"a row without {missing}", "name and url, or a pace"));
        }

        var url = words.GetValueOrDefault("url");
        if (!(Uri.TryCreate(url?.Value ?? "http://x", UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
        {
            problems.Add(at(url!, $"'{url!.Value}' is no address that can be asked", "http://host[:port][/path]"));
        }

        var price = words.GetValueOrDefault("price");
        var cost = 0.0;
        if (price is not null && !(double.TryParse(price.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out cost) && double.IsFinite(cost)))
        {
            problems.Add(at(price, $"'{price.Value}' is no price", "a number, for a million output tokens"));
        }

        var (protocol, shape) = (Word("protocol", Protocol.Edgequake), Word("shape", Shape.Documented));
        return new(words.GetValueOrDefault("name")?.Value ?? "", uri, protocol, shape, words.GetValueOrDefault("model")?.Value, words.GetValueOrDefault("key")?.Value, price is null ? null : cost);

        T Word<T>(string key, T normal) where T : struct, Enum
        {
            if (words.GetValueOrDefault(key) is not { Value: { } word } node)
            {
                return normal;
            }

            if (Words.Parse<T>(word) is { } known)
            {
                return known;
            }

            problems.Add(at(node, $"'{word}' for {key}", string.Join(", ", Words.All<T>())) with { Nearest = Words.Nearest(word, Words.All<T>()) });
            return normal;
        }
    }
}
