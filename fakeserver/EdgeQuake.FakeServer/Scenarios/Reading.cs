using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace EdgeQuake.FakeServer;

/// <summary>One file being read: where its problems gather.</summary>
internal sealed class Reading(string file, string? folder = null)
{
    /// <summary>The largest shipped file has some 5 000; aliases of aliases make billions out of ten lines.</summary>
    private const int MostNodes = 1_000_000;

    private int nodes;

    public List<Problem> Problems { get; } = [];

    public string File => file;

    public Place PlaceOf(YamlNode node) => new(file, (int)node.Start.Line, (int)node.Start.Column);

    public void Add(YamlNode node, string what, string? expected = null, string? nearest = null) =>
        Problems.Add(new Problem(file, (int)node.Start.Line, (int)node.Start.Column, what, expected, nearest));

    /// <summary>Keys are plain words, and nothing holds itself: what every reader after this rests on.</summary>
    /// <returns>False when a problem was added.</returns>
    public bool IsTree(YamlNode node, int depth = 0)
    {
        if (++nodes > MostNodes)
        {
            // Said once: the rest of such a file would say it again and again.
            if (nodes == MostNodes + 1)
            {
                Add(node, $"more than {MostNodes} nodes, aliases counted each time", "a smaller file");
            }

            return false;
        }

        if (depth > 50)
        {
            Add(node, "nested more than 50 levels deep", "a tree; an anchor must not hold itself");
            return false;
        }

        foreach (var key in (node as YamlMappingNode)?.Children.Keys.Where(k => k is not YamlScalarNode) ?? [])
        {
            Add(key, $"a key that is {KindOf(key)}", "a plain word");
            return false;
        }

        return Children(node).All(c => IsTree(c, depth + 1));
    }

    /// <summary>Every <c>${…}</c> under a node must be one of ours.</summary>
    public void CheckTemplates(YamlNode? node)
    {
        if (node is YamlScalarNode { Value: { } text } && Template.Unknown(text) is { } name)
        {
            Add(node, $"unknown template '${{{name}}}'", Template.Expected, Template.Nearest(name));
        }

        foreach (var child in node is null ? [] : Children(node))
        {
            CheckTemplates(child);
        }
    }

    /// <summary>Whether a text stands anywhere under a node.</summary>
    public static bool Mentions(YamlNode node, string text) =>
        (node as YamlScalarNode)?.Value?.Contains(text, StringComparison.Ordinal) == true || Children(node).Any(c => Mentions(c, text));

    private static IEnumerable<YamlNode> Children(YamlNode node) => node switch
    {
        YamlMappingNode map => map.Children.Values,
        YamlSequenceNode list => list.Children,
        _ => [],
    };

    public string? Text(YamlNode node, string key)
    {
        if (node is YamlScalarNode scalar)
        {
            return IsNull(scalar) ? "" : scalar.Value;
        }

        Add(node, $"{key} is {KindOf(node)}", "a plain value");
        return null;
    }

    /// <summary>The bytes of a file of the scenario file's folder, or null and a problem.</summary>
    /// <remarks>Nothing outside of that folder: a scenario that came from elsewhere must not read this machine.</remarks>
    public byte[]? Bytes(YamlNode node, string path, int most)
    {
        var expected = $"a file beside the scenario file or below it, of at most {most >> 20} MiB";
        if (folder is null || path.Length == 0 || Path.IsPathRooted(path) || path.Split('/', '\\').Contains(".."))
        {
            Add(node, folder is null ? $"file '{path}' in a scenario that is no file itself" : $"file '{path}'", expected);
            return null;
        }

        var info = new FileInfo(Path.Combine(folder, path));
        if (!info.Exists || info.Length > most)
        {
            var beside = info.Directory is { Exists: true } d ? d.EnumerateFiles().Take(1000).Select(f => f.Name) : [];
            Add(node, info.Exists ? $"file '{path}' has {info.Length} bytes" : $"no file '{path}'", expected, info.Exists ? null : Words.Nearest(info.Name, beside));
            return null;
        }

        return System.IO.File.ReadAllBytes(info.FullName);
    }

    /// <summary>False, and a problem, when a verb without a value has one.</summary>
    public bool Nothing(YamlNode node, string key)
    {
        if (IsNull(node))
        {
            return true;
        }

        Add(node, $"{key} is {KindOf(node)}", "nothing");
        return false;
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
                return new CycleDistribution([.. values.Select(v => v!.Value)]);
            }

            Add(node, $"a list with a wrong entry for {key}", "durations: [5ms, 9ms, 200ms]");
            return null;
        }

        if (Text(node, key) is not { } text)
        {
            return null;
        }

        var before = Problems.Count;
        var parsed = DistributionText.Parse(this, node, key, text);
        if (parsed is null && Problems.Count == before)
        {
            // In braces YAML ends a value at its first comma.
            var cut = text.Contains('(') && !text.Contains(')');
            Add(node, $"'{text}' for {key}", cut ? $"quotes around a value with commas in braces: \"{text}, …)\"" : DistributionText.Expected, DistributionText.Nearest(text));
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
