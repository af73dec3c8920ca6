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
        ["Printed"] = PrintedClient.Reference,
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

    [Fact]
    public async Task Each_mutant_fails_exactly_the_cases_that_are_listed_for_it()
    {
        using var few = new SemaphoreSlim(24);
        var all = await Task.WhenAll(AllMutants.All.Select(m => KilledAsync(m, few)));
        var received = new StringBuilder();
        foreach (var (mutant, killed) in all)
        {
            received.Append($"# {mutant.Name}: {mutant.Change}\n");
            foreach (var line in killed)
                received.Append($"{mutant.Name}: {line}\n");
        }

        var killers = all.SelectMany(a => a.Killed.Select(k => k.Split('@')[0])).ToHashSet();
        all.Where(a => a.Killed.Count == 0).Select(a => a.Mutant.Name).Should().BeEmpty("a mutant that no case kills shows a hole in the corpus");
        var approved = Path.Combine(AppContext.BaseDirectory, "Mutants", "kills.txt");
        var expected = File.Exists(approved) ? await File.ReadAllTextAsync(approved, TestContext.Current.CancellationToken) : "";
        if (received.ToString() != expected)
            await File.WriteAllTextAsync(Path.ChangeExtension(approved, ".received.txt"), received.ToString(), TestContext.Current.CancellationToken);
        CaseLibrary.BuiltIn.Cases.Select(c => c.Id).Where(id => !killers.Contains(id)).Should().BeEmpty("no case lands without a mutant that fails it");
        received.ToString().Split('\n').Should().BeEquivalentTo(expected.Split('\n'), o => o.WithStrictOrdering(), "kills.received.txt stands beside the list in the build output");
    }

    /// <summary>What only a clock failed is asked a second time: with so many clients at once, the first may have been the machine's fault.</summary>
    private static async Task<(Mutant Mutant, IReadOnlyList<string> Killed)> KilledAsync(Mutant mutant, SemaphoreSlim few)
    {
        await few.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            await using var client = PrintedClient.Of(mutant.Facts, mutant.Run);
            var first = await JudgeAsync(client, [.. CaseLibrary.BuiltIn.Cases.Select(Guarded)]);
            var suspect = first.Where(v => v.Status == VerdictStatus.Broken || (v.Status == VerdictStatus.Failed && v.Findings.All(f => f.Timing))).Select(v => v.Case).ToHashSet();
            var second = await JudgeAsync(client, [.. CaseLibrary.BuiltIn.Cases.Where(c => suspect.Contains(c.Id)).Select(Guarded)]);
            var all = first.Where(v => !suspect.Contains(v.Case)).Concat(second).ToList();
            all.Where(v => v.Status == VerdictStatus.Broken).Select(v => $"{mutant.Name} {v.Case}: {v.Reason}").Should().BeEmpty();
            return (mutant, [.. all.Where(v => v.Status == VerdictStatus.Failed).Select(v => $"{v.Case}@{v.Api}").Order(StringComparer.Ordinal)]);
        }
        finally
        {
            few.Release();
        }
    }

    private static async Task<IReadOnlyList<Verdict>> JudgeAsync(AttachedClient client, IReadOnlyList<Case> cases) =>
        (await Runner.RunAsync(client, cases, Options, cancellation: TestContext.Current.CancellationToken)).Verdicts;

    private static Case Guarded(Case c) => c with { Scenario = c.Scenario with { Expect = c.Scenario.Expect with { Within = Guard } } };
}
