using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace EdgeQuake.FakeServer;

/// <summary>One file being read: where its problems gather.</summary>
internal sealed class Reading(string file)
{
    public List<Problem> Problems { get; } = [];

    public string File => file;

    public Place PlaceOf(YamlNode node) => new(file, (int)node.Start.Line, (int)node.Start.Column);

    public void Add(YamlNode node, string what, string? expected = null, string? nearest = null) =>
        Problems.Add(new Problem(file, (int)node.Start.Line, (int)node.Start.Column, what, expected, nearest));

    public string? Text(YamlNode node, string key)
    {
        if (node is YamlScalarNode scalar)
        {
            return IsNull(scalar) ? "" : scalar.Value;
        }

        Add(node, $"{key} is {KindOf(node)}", "a plain value");
        return null;
    }

    public T? Word<T>(YamlNode node, string text, string key) where T : struct, Enum
    {
        if (Words.Parse<T>(text) is { } value)
        {
            return value;
        }

        Add(node, $"'{text}' for {key}", string.Join(", ", Words.All<T>()), Words.Nearest(text, Words.All<T>()));
        return null;
    }

    public Distribution? Distribution(YamlNode node, string key)
    {
        if (node is YamlSequenceNode list)
        {
            var values = list.Children.Select(c => FakeServer.Duration.Parse((c as YamlScalarNode)?.Value ?? "")).ToArray();
            if (values.Length > 0 && Array.TrueForAll(values, v => v is not null))
            {
                return new Distribution.Cycle([.. values.Select(v => v!.Value)]);
            }

            Add(node, $"a list with a wrong entry for {key}", "durations: [5ms, 9ms, 200ms]");
            return null;
        }

        if (Text(node, key) is not { } text)
        {
            return null;
        }

        var parsed = DistributionText.Parse(text);
        if (parsed is null)
        {
            Add(node, $"'{text}' for {key}", DistributionText.Expected, DistributionText.Nearest(text));
        }

        return parsed;
    }

    public static bool IsNull(YamlNode node) =>
        node is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "null" or "~" };

    public static string KindOf(YamlNode node) => node switch
    {
        YamlMappingNode => "a map",
        YamlSequenceNode => "a list",
        _ when IsNull(node) => "empty",
        _ => "a plain value",
    };
}
