using System.Text.RegularExpressions;
using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>CONTRIBUTING.md says that a case is one entry: the entry is taken from the page, passed by the reference, and failed by the mutant that the page names and by no more than that.</summary>
public sealed partial class ContributedCaseTests
{
    private static readonly string s_page = File.ReadAllText(Path.Combine(CaseFilesOnDisk.Conformance, "../.github/CONTRIBUTING.md"));

    [Fact]
    public async Task One_entry_is_a_case()
    {
        var entry = ScenarioFile.Parse(Entry().Match(s_page).Groups["yaml"].Value, "conformance/cases/field.yaml");
        entry.Problems.Should().BeEmpty();
        var added = entry.Scenarios.Should().ContainSingle().Subject;

        var set = CaseLibrary.Load([.. CaseFilesOnDisk.Sets, entry], verify: false);
        set.Problems.Should().BeEmpty("its words, its id and its twin are known");
        Verification.Check(added).Should().BeEmpty("its script gives what it expects");
        var mutant = AllMutants.All.Single(m => m.Name == Named().Match(s_page).Groups["mutant"].Value);
        Case[] asked = [.. set.Cases.Where(c => c.Id == added.Id || c.Id == added.Case!.Control)];

        (await JudgeAsync(ReferenceClients.Events.Facts, ReferenceClients.Events.Run, asked)).Should().OnlyContain(v => v.Status == VerdictStatus.Passed).And.HaveCount(2);
        var verdicts = await JudgeAsync(mutant.Facts, mutant.Run, asked);
        verdicts.Single(v => v.Case == added.Id).Status.Should().Be(VerdictStatus.Failed, mutant.Change);
        verdicts.Single(v => v.Case == added.Case!.Control).Status.Should().Be(VerdictStatus.Passed, "the twin tells this mistake from others");
    }

    private static async Task<IReadOnlyList<Verdict>> JudgeAsync(ClientFacts facts, RunInProcess run, IReadOnlyList<Case> cases)
    {
        await using var client = PrintedClient.Of(facts, run);
        return (await Runner.RunAsync(client, cases, new() { Lane = LaneKind.Memory, Doctor = false }, cancellation: TestContext.Current.CancellationToken)).Verdicts;
    }

    [GeneratedRegex(@"^## A case in one entry\n.*?^```yaml\n(?<yaml>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Entry();

    [GeneratedRegex("Here `(?<mutant>[a-z-]+)` is there already", RegexOptions.ExplicitCapture)]
    private static partial Regex Named();
}
