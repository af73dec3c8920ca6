using System.Text.RegularExpressions;
using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>Every YAML block of the fake server's README is played on its first lane, and what came over the wire is what its script says; every verb and distribution has one.</summary>
public sealed partial class ReadmePlaysTests
{
    private const string Readme = "fakeserver/README.md";

    private static IReadOnlyList<string> Blocks { get; } = [.. Block().Matches(Repository.Text(Readme)).Select(m => m.Groups["yaml"].Value)];

    private static IReadOnlyList<Scenario> Scenarios { get; } = [.. Blocks.Where(b => b.Contains("scenario:", StringComparison.Ordinal)).SelectMany(b => ScenarioFile.Parse(b, Readme, Folder).Scenarios)];

    private static string Folder => Path.Combine(Repository.Root, "fakeserver");

    public static TheoryData<string> Ids { get; } = new(Scenarios.Select(s => s.Id));

    [Fact]
    public void Every_verb_has_a_block_and_stands_in_it() =>
        KeyTable.Of("step").Select(k => k.Name)
            .Where(verb => !Blocks.Any(b => b.Contains($"scenario: verb/{verb},", StringComparison.Ordinal) && b.Contains($"{{ {verb}:", StringComparison.Ordinal))).Should().BeEmpty();

    [Fact]
    public void Every_distribution_has_a_block() =>
        KeyTable.Distributions.Where(form => !Blocks.Any(b => b.Contains($"scenario: draw/{form},", StringComparison.Ordinal) && b.Contains(form + "(", StringComparison.Ordinal))).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task It_plays(string id)
    {
        var scenario = Scenarios.Single(s => s.Id == id);
        await using var server = await FakeSseServer.StartAsync(scenario, new FakeServerOptions { Lane = scenario.Lanes[0] }, cancellation: TestContext.Current.CancellationToken);
        using var client = server.CreateClient();
        server.Reported(int.MaxValue);
        for (var attempt = 1; attempt <= scenario.Exchanges[0].Attempts.Count; attempt++)
        {
            var plan = Planner.Render(scenario, new PlanInput(Cell.Default, 0, attempt, 0, scenario.Seed, null));
            await AskAsync(client, scenario, plan);
        }

        (await server.SettleAsync(TimeSpan.FromSeconds(30))).Should().BeTrue();
        server.Journal.Should().NotBeEmpty();
        foreach (var (entry, plan) in server.Journal.Where(e => !e.TransportRetry).Zip(Enumerable.Range(1, scenario.Exchanges[0].Attempts.Count).Select(n => Planner.Render(scenario, new PlanInput(Cell.Default, 0, n, 0, scenario.Seed, null)))))
        {
            var endless = plan.Ops.Any(o => o is PlanOp.Stall { For: null });
            entry.End!.Done.Should().Be(endless ? "peer-closed" : Words.Of(plan.Ops.OfType<PlanOp.End>().Single().Kind));
            entry.Writes.Sum(w => (long)w.Bytes).Should().Be(plan.Ops.OfType<PlanOp.Write>().Sum(w => (long)w.Body.Length));
        }
    }

    [Fact]
    public void The_mix_is_one()
    {
        var mix = Blocks.Should().ContainSingle(b => b.Contains("\nmix:", StringComparison.Ordinal)).Subject;
        MixFile.Parse(mix, Readme, BuiltInScenarios.All.Select(s => s.Id)).Problems.Should().BeEmpty();
    }

    /// <summary>Reads to the end, whatever the end is; from an answer that never ends it walks away when all was sent.</summary>
    private static async Task AskAsync(HttpClient client, Scenario scenario, Plan plan)
    {
        using var guard = new CancellationTokenSource(plan.Ops.Any(o => o is PlanOp.Stall { For: null }) ? TimeSpan.FromSeconds(2) : TimeSpan.FromSeconds(30));
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(scenario.Exchanges[0].Match.Path ?? "/query/stream", UriKind.Relative)) { Version = client.DefaultRequestVersion, VersionPolicy = client.DefaultVersionPolicy };
            foreach (var header in scenario.Client.Headers)
            {
                request.Headers.TryAddWithoutValidation(header.Name, header.Value);
            }

            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, guard.Token);
            await response.Content.CopyToAsync(Stream.Null, guard.Token);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            // A cut, a reset, a walk away: the journal says whether it was the one that the script asks for.
        }
    }

    [GeneratedRegex(@"^```yaml\n(?<yaml>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Block();
}
