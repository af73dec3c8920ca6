using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance.Tests;

/// <summary>The corpus as it stands in the repository, file by file.</summary>
internal static class CaseFilesOnDisk
{
    internal static string Conformance { get; } = Find();

    internal static IReadOnlyList<string> Families { get; } =
        [.. Directory.GetFiles(Path.Combine(Conformance, "cases"), "*.yaml").Where(f => Path.GetFileName(f) != "vocabulary.yaml").Order(StringComparer.Ordinal)];

    internal static IReadOnlyList<ScenarioSet> Sets { get; } = [.. Families.Select(f => ScenarioFile.Parse(File.ReadAllText(f), $"conformance/cases/{Path.GetFileName(f)}"))];

    internal static IReadOnlyList<Scenario> All { get; } = [.. Sets.SelectMany(s => s.Scenarios)];

    // Tests run from bin/; the repository's root holds the solution.
    private static string Find()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "EdgeQuake.Harness.sln")))
            at = at.Parent;
        return Path.Combine(at?.FullName ?? throw new DirectoryNotFoundException("no EdgeQuake.Harness.sln above the tests"), "conformance");
    }
}
