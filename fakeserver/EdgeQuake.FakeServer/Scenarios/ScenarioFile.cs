using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace EdgeQuake.FakeServer;

/// <summary>The scenarios of one file, or what is wrong with it: nothing half-loads.</summary>
public sealed record ScenarioSet(string File, IReadOnlyList<Scenario> Scenarios, IReadOnlyList<Problem> Problems);

/// <summary>Reads scenario files: YAML nodes with their line and column, by the rows of <see cref="KeyTable"/>.</summary>
public static class ScenarioFile
{
    /// <summary>Levels of YAML, those of document and list among them; what readers need is less than half.</summary>
    private const int Depth = 64;

    public static ScenarioSet Read(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path), path, Path.GetDirectoryName(Path.GetFullPath(path)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new ScenarioSet(path, [], [new Problem(path, 0, 0, "cannot be read: " + e.Message, "a scenario file")]);
        }
    }

    /// <summary>A file holds a list of scenarios, or one.</summary>
    /// <param name="file">Its name in problems.</param>
    /// <param name="folder">Where files that it names are looked for; null = it may name none.</param>
    public static ScenarioSet Parse(string yaml, string file, string? folder = null)
    {
        var reading = new Reading(file, folder);
        var scenarios = Nodes(yaml, reading).Where(n => reading.IsTree(n)).Select(n => ScenarioReader.Read(reading, n)).ToList();
        foreach (var twice in scenarios.GroupBy(s => s.Id).Where(g => g.Count() > 1).Select(g => g.Last()))
        {
            reading.Problems.Add(new Problem(file, twice.Where.Line, twice.Where.Column, $"scenario '{twice.Id}' stands twice", "ids that differ"));
        }

        // As they stand in the file: the first is the one to mend, and those behind it may be its own.
        return new ScenarioSet(file, reading.Problems.Count == 0 ? scenarios : [], [.. reading.Problems.OrderBy(p => (p.Line, p.Column))]);
    }

    internal static IEnumerable<YamlNode> Nodes(string yaml, Reading reading)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new ShallowParser(new StringReader(yaml), Depth));
        }
        catch (TooDeepException e)
        {
            reading.Problems.Add(new Problem(reading.File, (int)e.Start.Line, (int)e.Start.Column, e.Message, "a list of scenarios"));
            return [];
        }
        catch (YamlException e)
        {
            reading.Problems.Add(new Problem(reading.File, (int)e.Start.Line, (int)e.Start.Column, "not YAML: " + e.Message.ReplaceLineEndings(" "), "a list of scenarios"));
            return [];
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException or OverflowException or IndexOutOfRangeException or NullReferenceException)
        {
            // YamlDotNet's scanner fails so, without a place, on some texts that are no YAML: the fuzz found them.
            reading.Problems.Add(new Problem(reading.File, 0, 0, "not YAML: " + e.Message.ReplaceLineEndings(" "), "a list of scenarios"));
            return [];
        }

        if (stream.Documents.Count == 0)
        {
            reading.Problems.Add(new Problem(reading.File, 0, 0, "the file is empty", "a list of scenarios, or one"));
            return [];
        }

        return stream.Documents.SelectMany(d => d.RootNode is YamlSequenceNode list ? list.Children : [d.RootNode]);
    }
}
