using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace EdgeQuake.Bench.Tests;

/// <summary><c>conformance/action/action.yml</c> as its file has it: the inputs with their defaults, the outputs, and the steps.</summary>
internal sealed partial record ActionFile(YamlMappingNode Root)
{
    public const string Folder = "conformance/action";

    public string Text { get; } = Repository.Text($"{Folder}/action.yml");

    public IReadOnlyDictionary<string, YamlMappingNode> Inputs => Members((YamlMappingNode)Root["inputs"]);

    public IReadOnlyDictionary<string, YamlMappingNode> Outputs => Members((YamlMappingNode)Root["outputs"]);

    public IReadOnlyList<YamlMappingNode> Steps => [.. ((YamlSequenceNode)Root["runs"]["steps"]).Cast<YamlMappingNode>()];

    /// <summary>The environment of the step that runs the script.</summary>
    public YamlMappingNode Environment => (YamlMappingNode)Steps.Single(s => s.Children.ContainsKey("run"))["env"];

    public static ActionFile Read()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Repository.Text($"{Folder}/action.yml")));
        return new((YamlMappingNode)yaml.Documents[0].RootNode);
    }

    /// <summary>The variables that the script gets: inputs as given, else by default, and GitHub's own words; of <c>a || b</c> the first that is not empty.</summary>
    public IReadOnlyDictionary<string, string> Evaluate(IReadOnlyDictionary<string, string> inputs, IReadOnlyDictionary<string, string> github)
    {
        return Environment.ToDictionary(e => e.Key.ToString(), e => Expression().Replace(e.Value.ToString(), m => m.Groups["terms"].Value.Split("||", StringSplitOptions.TrimEntries).Select(Value).FirstOrDefault(v => v.Length > 0, "")));

        string Value(string term) => term.Split('.') switch
        {
            ["inputs", var name] => inputs.GetValueOrDefault(name) ?? Inputs[name]["default"].ToString(),
            ["github", var name] => github.GetValueOrDefault(name, ""),
            _ => throw new InvalidOperationException($"'{term}' is no word of a composite action that is known here"),
        };
    }

    private static Dictionary<string, YamlMappingNode> Members(YamlMappingNode node) => node.ToDictionary(p => p.Key.ToString(), p => (YamlMappingNode)p.Value);

    [GeneratedRegex(@"\$\{\{(?<terms>[^}]*)\}\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Expression();
}
