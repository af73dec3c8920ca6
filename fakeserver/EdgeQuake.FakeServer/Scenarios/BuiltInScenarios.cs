namespace EdgeQuake.FakeServer;

/// <summary>The scenarios that come with the library: the guide's, the worked examples, the named paces.</summary>
public static class BuiltInScenarios
{
    private static readonly Lazy<IReadOnlyList<Scenario>> Loaded = new(Load);

    /// <summary>In file order. A problem in one of them is a defect of this library and throws.</summary>
    public static IReadOnlyList<Scenario> All => Loaded.Value;

    private static List<Scenario> Load()
    {
        var assembly = typeof(BuiltInScenarios).Assembly;
        var names = assembly.GetManifestResourceNames().Where(n => n.StartsWith("scenarios/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToArray();
        var sets = new ScenarioSet[names.Length];
        Parallel.For(0, names.Length, i =>
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(names[i])!);
            sets[i] = ScenarioFile.Parse(reader.ReadToEnd(), names[i]);
        });
        var problems = sets.SelectMany(s => s.Problems).ToArray();
        return problems.Length == 0
            ? [.. sets.SelectMany(s => s.Scenarios)]
            : throw new InvalidOperationException("built-in scenarios do not load: " + string.Join(" | ", problems.AsEnumerable()));
    }
}
