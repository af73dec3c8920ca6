using System.Text;
using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>Proof that the judge judges: the references pass every case, and each mutant fails exactly the cases listed for it in <c>kills.txt</c>.</summary>
/// <remarks>When the corpus grows, this test writes <c>kills.received.txt</c> beside the list: read the difference, then copy it over.</remarks>
public sealed class KillTests
{
    /// <summary>Mutants hang where references do not: their guards are short, and still long beside an answer of this process, which takes milliseconds.</summary>
    private static readonly RunnerOptions Options = new() { Lane = LaneKind.Memory, Doctor = false, Again = false, SettleGuard = TimeSpan.FromSeconds(2) };

    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(5);

    public static TheoryData<string, LaneKind> References => new(Clients.Keys.SelectMany(c => new[] { (c, LaneKind.Memory), (c, LaneKind.Socket) }));

    private static Dictionary<string, ReferenceClient> Clients { get; } = new()
    {
        ["Events"] = ReferenceClients.Events,
        ["Answer"] = ReferenceClients.Answer,
        ["Restarting"] = ReferenceClients.Restarting,
        ["FallBack"] = ReferenceClients.FallBack,
        ["Chat"] = ReferenceClients.Chat,
        ["Printed"] = PrintedClient.Reference,
        ["Relayed"] = RelayedClient.Reference,
    };

    [Theory]
    [MemberData(nameof(References))]
    public async Task A_reference_client_passes_every_case_that_it_can_be_asked(string name, LaneKind lane)
    {
        var reference = Clients[name];
        await using var client = PrintedClient.Of(reference.Facts, reference.Run);
        var run = await Runner.RunAsync(client, CaseLibrary.BuiltIn.Cases, new() { Lane = lane }, cancellation: TestContext.Current.CancellationToken);
        run.Broke.Should().BeNull();
        run.Verdicts.Where(v => v.Status is VerdictStatus.Failed or VerdictStatus.Broken)
            .Select(v => $"{v.Case}@{v.Api}{v.Cell}: {v.Status}: {v.Reason}").Should().BeEmpty();
        run.Count(VerdictStatus.Passed).Should().BePositive();
    }

    /// <summary>The same client asked through each further api: what is no part of the matrix is still judged, every case that the api can say.</summary>
    [Theory]
    [InlineData("edgequake.chat")]
    [InlineData("openai.responses")]
    [InlineData("anthropic.messages")]
    [InlineData("ollama.chat")]
    public async Task The_reference_passes_every_case_through_the_other_apis_too(string api)
    {
        var reference = ReferenceClients.Answer;
        await using var client = PrintedClient.Of(reference.Facts with { Apis = [api], Profiles = ["core", "llm", "retry"] }, reference.Run);
        var run = await Runner.RunAsync(client, CaseLibrary.BuiltIn.Cases, new() { Lane = LaneKind.Memory }, cancellation: TestContext.Current.CancellationToken);
        run.Broke.Should().BeNull();
        run.Verdicts.Where(v => v.Status is VerdictStatus.Failed or VerdictStatus.Broken)
            .Select(v => $"{v.Case}@{v.Api}{v.Cell}: {v.Status}: {v.Reason}").Should().BeEmpty();
        run.Count(VerdictStatus.Passed).Should().BeGreaterThan(20);
    }

    /// <summary>
    /// 24 mutants at once, then whatever differs from the list again with six, then alone: what a full machine did to a client is gone by then, and what a mutant does stays.
    /// </summary>
    [Fact]
    public async Task Each_mutant_fails_exactly_the_cases_that_are_listed_for_it()
    {
        var approved = Path.Combine(AppContext.BaseDirectory, "Mutants", "kills.txt");
        var expected = File.Exists(approved) ? await File.ReadAllTextAsync(approved, TestContext.Current.CancellationToken) : "";
        var listed = expected.Split('\n').ToHashSet(StringComparer.Ordinal);
        var all = AllMutants.All.ToDictionary(m => m, _ => (IReadOnlyList<Verdict>)[]);
        var asked = all.Keys.Select(m => (Mutant: m, CaseLibrary.BuiltIn.Cases)).ToList();
        foreach (var atOnce in (int[])[24, 6, 1])
        {
            foreach (var (mutant, verdicts) in await JudgeAsync(asked, atOnce))
            {
                // Not ExceptBy, which is of sets: a case is there once for each api that it was asked through.
                var again = verdicts.Select(v => v.Case).ToHashSet();
                all[mutant] = [.. all[mutant].Where(v => !again.Contains(v.Case)), .. verdicts];
            }
            asked = [.. all.Select(a => (a.Key, Differing(a.Key, a.Value, listed))).Where(a => a.Item2.Count > 0)];
        }

        all.SelectMany(a => a.Value.Where(v => v.Status == VerdictStatus.Broken).Select(v => $"{a.Key.Name} {v.Case}: {v.Reason}")).Should().BeEmpty();
        var received = new StringBuilder();
        foreach (var mutant in AllMutants.All)
        {
            received.Append($"# {mutant.Name}: {mutant.Change}\n");
            foreach (var line in all[mutant].Where(v => v.Status == VerdictStatus.Failed).Select(v => Line(mutant, v)).Order(StringComparer.Ordinal))
                received.Append($"{line}\n");
        }

        if (received.ToString() != expected)
            await File.WriteAllTextAsync(Path.ChangeExtension(approved, ".received.txt"), received.ToString(), TestContext.Current.CancellationToken);
        var failed = all.ToDictionary(a => a.Key.Name, a => a.Value.Where(v => v.Status == VerdictStatus.Failed).Select(v => v.Case).ToHashSet());
        failed.Where(f => f.Value.Count == 0).Select(f => f.Key).Should().BeEmpty("a mutant that no case kills shows a hole in the corpus");
        CaseLibrary.BuiltIn.Cases.Select(c => c.Id).Except(failed.Values.SelectMany(f => f)).Should().BeEmpty("no case lands without a mutant that fails it");
        received.ToString().Split('\n').Should().BeEquivalentTo(expected.Split('\n'), o => o.WithStrictOrdering(), "kills.received.txt stands beside the list in the build output");
    }

    private static IReadOnlyList<Case> Differing(Mutant mutant, IReadOnlyList<Verdict> verdicts, HashSet<string> listed)
    {
        var differ = verdicts.Where(v => v.Status == VerdictStatus.Broken || listed.Contains(Line(mutant, v)) != (v.Status == VerdictStatus.Failed)).Select(v => v.Case).ToHashSet();
        return [.. CaseLibrary.BuiltIn.Cases.Where(c => differ.Contains(c.Id))];
    }

    private static async Task<IReadOnlyList<(Mutant Mutant, IReadOnlyList<Verdict> Verdicts)>> JudgeAsync(IReadOnlyList<(Mutant Mutant, IReadOnlyList<Case> Cases)> asked, int atOnce)
    {
        using var few = new SemaphoreSlim(atOnce);
        return await Task.WhenAll(asked.Select(async ask =>
        {
            await few.WaitAsync(TestContext.Current.CancellationToken);
            try
            {
                await using var client = PrintedClient.Of(ask.Mutant.Facts, ask.Mutant.Run);
                var run = await Runner.RunAsync(client, [.. ask.Cases.Select(Guarded)], Options, cancellation: TestContext.Current.CancellationToken);
                return (ask.Mutant, run.Verdicts);
            }
            finally
            {
                few.Release();
            }
        }));
    }

    private static string Line(Mutant mutant, Verdict verdict) => $"{mutant.Name}: {verdict.Case}@{verdict.Api}";

    /// <summary>Megabytes of many mutants at once take their time: such a case keeps its own guard.</summary>
    private static Case Guarded(Case c) =>
        c.Scenario.Expect.TextSha256 is null ? c with { Scenario = c.Scenario with { Expect = c.Scenario.Expect with { Within = Guard } } } : c;
}
