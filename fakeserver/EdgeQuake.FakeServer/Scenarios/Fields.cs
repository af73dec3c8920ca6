using System.Globalization;

using YamlDotNet.RepresentationModel;

namespace EdgeQuake.FakeServer;

/// <summary>A YAML map read by the rows of the key table: an unknown key or a value of the wrong kind is a problem with its place, never a guess.</summary>
internal sealed class Fields
{
    private readonly Dictionary<string, (YamlNode Key, YamlNode Value)> values = [];

    /// <param name="owners">Owners of the key table whose keys may stand here.</param>
    public Fields(Reading reading, YamlNode node, params string[] owners)
    {
        (Reading, Node, Owner) = (reading, node, owners[0]);
        if (node is not YamlMappingNode map)
        {
            reading.Add(node, $"this is {Reading.KindOf(node)}", $"a map with keys such as {string.Join(", ", KeyTable.Of(owners[0]).Take(4).Select(k => k.Name))}");
            return;
        }

        foreach (var (key, value) in map.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (Array.Exists(owners, o => KeyTable.Has(o, name)))
            {
                values[name] = (key, value);
            }
            else
            {
                reading.Add(key, $"unknown key '{name}' in {owners[0]}", null, Words.Nearest(name, owners.SelectMany(KeyTable.Of).Select(k => k.Name)));
            }
        }
    }

    public Reading Reading { get; }

    public YamlNode Node { get; }

    /// <summary>The first owner: what the map is.</summary>
    public string Owner { get; }

    public bool Has(string key) => values.ContainsKey(key);

    public YamlNode? Value(string key) => values.TryGetValue(key, out var v) ? v.Value : null;

    public YamlNode? KeyNode(string key) => values.TryGetValue(key, out var v) ? v.Key : null;

    public string? Text(string key) => Value(key) is { } node ? Reading.Text(node, key) : null;

    public int? Number(string key)
    {
        if (Value(key) is not { } node || Reading.Text(node, key) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n))
        {
            return n;
        }

        Reading.Add(node, $"'{text}' for {key}", "a whole number");
        return null;
    }

    /// <summary>A share, from 0 to 1.</summary>
    public double? Fraction(string key) => Decimal(key, 0, 1, "a share from 0 to 1: 0.5");

    /// <summary>A number that may have a fraction.</summary>
    public double? Decimal(string key, double min, double max, string expected)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var n) && n >= min && n <= max)
        {
            return n;
        }

        Reading.Add(Value(key)!, $"'{text}' for {key}", expected);
        return null;
    }

    /// <summary>A number of any size, for seeds.</summary>
    public ulong? Whole(string key)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n))
        {
            return n;
        }

        Reading.Add(Value(key)!, $"'{text}' for {key}", "a whole number");
        return null;
    }

    public bool Flag(string key)
    {
        var text = Text(key);
        if (text is not (null or "true" or "false"))
        {
            Reading.Add(Value(key)!, $"'{text}' for {key}", "true or false");
        }

        return text == "true";
    }

    public TimeSpan? Duration(string key)
    {
        if (Value(key) is not { } node || Reading.Text(node, key) is not { } text)
        {
            return null;
        }

        var value = FakeServer.Duration.Parse(text);
        if (value is null)
        {
            Reading.Add(node, $"'{text}' for {key}", FakeServer.Duration.Expected);
        }

        return value;
    }

    public T? Word<T>(string key) where T : struct, Enum => Value(key) is { } node && Reading.Text(node, key) is { } text ? Reading.Word<T>(node, text, key) : null;

    public IReadOnlyList<string> Texts(string key) => [.. Items(key).Select(n => Reading.Text(n, key)).OfType<string>()];

    /// <summary>The items of a list; a bare value is a list of one.</summary>
    public IReadOnlyList<YamlNode> Items(string key) => Value(key) switch
    {
        null => [],
        YamlSequenceNode list => [.. list.Children],
        var one => [one],
    };

    /// <summary>The entries of a map with free keys; null stands for an empty value.</summary>
    public IReadOnlyList<(string Key, string? Value, YamlNode Node)> Pairs(string key)
    {
        if (Value(key) is not { } node)
        {
            return [];
        }

        if (node is not YamlMappingNode map)
        {
            Reading.Add(node, $"{key} is {Reading.KindOf(node)}", "a map");
            return [];
        }

        return [.. map.Children.Select(p => (Reading.Text(p.Key, key) ?? "", Reading.IsNull(p.Value) ? null : Reading.Text(p.Value, key), p.Value))];
    }

    public CountRange? Range(string key)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        var parts = text.Split("..");
        if (parts.Length <= 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var min)
            && int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var max) && max >= min)
        {
            return new CountRange(min, max);
        }

        Reading.Add(Value(key)!, $"'{text}' for {key}", "a count such as 2, or a range such as 1..3");
        return null;
    }
}
