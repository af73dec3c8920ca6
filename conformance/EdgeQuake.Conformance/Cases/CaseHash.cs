using System.Security.Cryptography;
using System.Text;
using EdgeQuake.FakeServer;
using YamlDotNet.RepresentationModel;

namespace EdgeQuake.Conformance;

/// <summary>What a case plays and what it expects, as one short word: it changes when either does, and not by a comment, a line break or a better sentence.</summary>
internal static class CaseHash
{
    /// <summary>Keys that say what a case is about and what it rests on, and do nothing.</summary>
    private static readonly HashSet<string> Prose = ["about", "why", "spec", "control", "level", "profile", "since", "was", "corrected"];

    /// <summary>Id and hash of each case of a file, in its order; the file has loaded before.</summary>
    internal static IEnumerable<(string Id, string Hash)> Of(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        var root = stream.Documents.Count == 0 ? null : stream.Documents[0].RootNode;
        var cases = root is YamlSequenceNode list ? list.Children.OfType<YamlMappingNode>() : root is YamlMappingNode one ? [one] : [];
        return cases.Select(c => (Key(c.Children.First(p => Key(p.Key) == "scenario").Value), Hash(c)));
    }

    // Keys in order of their names; below them nothing is sorted, for the members of a frame are sent in the order in which they are written.
    private static string Hash(YamlMappingNode one)
    {
        var text = string.Join('\n', one.Children.Where(p => !Prose.Contains(Key(p.Key)) && Key(p.Key) != "scenario")
            .OrderBy(p => Key(p.Key), StringComparer.Ordinal).Select(p => $"{Key(p.Key)} {YamlToJson.Text(p.Value)}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }

    private static string Key(YamlNode node) => (node as YamlScalarNode)?.Value ?? "";
}
