using EdgeQuake.FakeServer;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace EdgeQuake.Conformance;

/// <summary>Reads an adapter.yaml by walking its nodes: each mistake with line, column, what was expected and the nearest word.</summary>
internal sealed class AdapterYaml(string file)
{
    private static readonly string[] Keys = ["adapter", "about", "command", "exec", "page", "open", "install", "pinned", "baseline", "facts"];
    private readonly List<Problem> _problems = [];

    internal static AdapterLoad Read(string yaml, string file)
    {
        var reader = new AdapterYaml(file);
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            var root = stream.Documents.Count == 1 ? stream.Documents[0].RootNode : null;
            var folder = root is YamlMappingNode map ? reader.Folder(map) : reader.Say<AdapterFolder>(root, "this is no adapter", $"keys {string.Join(", ", Keys)}");
            return new AdapterLoad(reader._problems.Count == 0 ? folder : null, reader._problems);
        }
        catch (YamlException e)
        {
            return new AdapterLoad(null, [new Problem(file, (int)e.Start.Line, (int)e.Start.Column, e.Message.Trim())]);
        }
    }

    private AdapterFolder? Folder(YamlMappingNode map)
    {
        foreach (var key in map.Children.Keys.Where(k => !Keys.Contains(k.ToString())))
        {
            _problems.Add(new Problem(file, (int)key.Start.Line, (int)key.Start.Column, $"unknown key '{key}'", string.Join(", ", Keys), Words.Nearest(key.ToString(), Keys)));
        }

        var directory = Path.GetDirectoryName(Path.GetFullPath(file))!;
        var exec = Text(map, "exec");
        var folder = new AdapterFolder(
            Text(map, "adapter") ?? Say<string>(map, "the key adapter is missing", "the adapter's name") ?? "", Text(map, "about") ?? "", directory,
            Command(map, directory, exec), exec, Pinned(map), Text(map, "install"), Beside(map, directory, "baseline", "a list of known failures beside this file"), Facts(map, exec),
            Beside(map, directory, "page", "a page beside this file"), Open(map, directory));
        if (exec is not null && ExecClient.Create(exec).Problem is { } wrong)
        {
            Say<object>(map.Children["exec"], wrong.What, null);
        }

        return folder;
    }

    private AdapterCommand? Command(YamlMappingNode map, string directory, string? exec)
    {
        var line = Text(map, "command");
        string[] ways = [.. new[] { "command", "exec", "page" }.Where(k => Text(map, k) is not null)];
        if (ways.Length != 1)
        {
            return Say<AdapterCommand>(map, ways.Length == 0 ? "none of command, exec and page is given" : $"{string.Join(" and ", ways)} are given", "one of them");
        }

        var (command, wrong) = line is null ? (null, null) : AdapterCommand.Parse(line, directory);
        return wrong is null ? command : Say<AdapterCommand>(map.Children["command"], wrong, null);
    }

    private Dictionary<string, string> Pinned(YamlMappingNode map)
    {
        if (!map.Children.TryGetValue("pinned", out var node))
        {
            return [];
        }

        return node is YamlMappingNode pins
            ? pins.Children.ToDictionary(p => p.Key.ToString(), p => p.Value.ToString(), StringComparer.Ordinal)
            : Say<Dictionary<string, string>>(node, "pinned is no map", "package: version") ?? [];
    }

    private string? Beside(YamlMappingNode map, string directory, string key, string expected)
    {
        var name = Text(map, key);
        var path = name is null ? null : Path.Combine(directory, name);
        return path is null || File.Exists(path) ? path : Say<string>(map.Children[key], $"there is no file '{name}' here", expected);
    }

    private AdapterCommand? Open(YamlMappingNode map, string directory)
    {
        if (Text(map, "open") is not { } line)
        {
            return null;
        }

        if (Text(map, "page") is null || !line.Contains(PageOpener.Placeholder, StringComparison.Ordinal))
        {
            return Say<AdapterCommand>(map.Children["open"], "open opens a page", $"page: FILE beside it, and {PageOpener.Placeholder} in the command");
        }

        var (command, wrong) = AdapterCommand.Parse(line, directory);
        return wrong is null ? command : Say<AdapterCommand>(map.Children["open"], wrong, null);
    }

    /// <summary>The facts of a plain command, in the words of hello.</summary>
    private ClientFacts? Facts(YamlMappingNode map, string? exec)
    {
        if (!map.Children.TryGetValue("facts", out var node))
        {
            return exec is null ? null : Say<ClientFacts>(map, "exec without facts", "facts: { name, version, language, apis, profiles }: a plain command cannot say them itself");
        }

        if (exec is null || node is not YamlMappingNode)
        {
            return Say<ClientFacts>(node, exec is null ? "facts beside command: a stdio adapter says its own in hello" : "facts is no map", null);
        }

        var faults = new List<FactsFault>();
        using var json = YamlJson.Convert(node);
        var facts = FactsReader.Read(json.RootElement, WayIn.Exec, faults);
        foreach (var fault in faults)
        {
            var at = YamlJson.Find(node, fault.Path).Start;
            _problems.Add(new Problem(file, (int)at.Line, (int)at.Column, $"facts.{fault.Path}: {fault.What}", fault.Expected, fault.Nearest));
        }

        return facts;
    }

    private string? Text(YamlMappingNode map, string key) =>
        !map.Children.TryGetValue(key, out var node) ? null
        : node is YamlScalarNode { Value.Length: > 0 } scalar ? scalar.Value
        : Say<string>(node, $"{key} is empty or no text", "a text");

    private T? Say<T>(YamlNode? at, string what, string? expected) where T : class
    {
        _problems.Add(new Problem(file, (int)(at?.Start.Line ?? 1), (int)(at?.Start.Column ?? 1), what, expected));
        return null;
    }
}
