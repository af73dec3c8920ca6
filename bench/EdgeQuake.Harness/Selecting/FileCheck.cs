using EdgeQuake.Conformance;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Harness;

/// <summary>One scenario file, read and verified: form first, then whether a correct client would report what it expects.</summary>
internal static class FileCheck
{
    public static (IReadOnlyList<Scenario> Scenarios, IReadOnlyList<Problem> Problems) Read(string path)
    {
        if (!File.Exists(path))
        {
            return ([], [new Problem(path, 0, 0, "there is no such file")]);
        }

        var set = ScenarioFile.Read(path);
        var problems = set.Problems.Count > 0 ? set.Problems : [.. set.Scenarios.SelectMany(Verification.Check), .. CaseProblems(path, set.Scenarios)];
        return (set.Scenarios, problems);
    }

    private static IReadOnlyList<Problem> CaseProblems(string path, IReadOnlyList<Scenario> scenarios) =>
        scenarios.Any(s => s.Case is not null) ? CaseLibrary.Load([path]).Problems : [];
}
