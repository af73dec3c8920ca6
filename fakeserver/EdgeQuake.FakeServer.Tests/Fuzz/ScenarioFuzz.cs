using System.Runtime.CompilerServices;
using System.Text;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>Mutated scenarios of the shipped files: each is loaded or refused with a place; what loads is rendered, every attempt in every cell.</summary>
public sealed class ScenarioFuzz
{
    [Fact]
    public Task No_file_crashes_or_hangs_the_loader() =>
        FuzzRun.ForAsync("scenario loader", Corpus(), [.. KeyTable.All.Select(k => k.Name + ": "), "*a", "&a ", "[", "]", "{", "}", ": ", "- ", "\n", "\n  ", "? ", "| ", "> ", "!!int ", "~", "null", "0", "-1", "1e9", "99999999999999999999", "1000000ms", "${i}", "${uuid}", "${", "\"", "'", "# ", "\t", "lognormal(1ms, p99=", "gamma(", "rate(0/s)", "random(1..", "every-cut", "\0", "é"], Try);

    /// <summary>What once took for ever, or all memory: each is refused in one line.</summary>
    [Theory]
    [InlineData("scenario: a\nprotocol: sse\nsteps: [ { repeat: { times: 999999999, steps: [ { token: x } ] } } ]", "repeat")]
    [InlineData("scenario: a\nprotocol: sse\nsteps: [ { repeat: { times: 9999, steps: [ { repeat: { times: 9999, steps: [ { token: x } ] } } ] } } ]", "repeat")]
    [InlineData("scenario: a\nprotocol: sse\nx1: &a [1,1,1,1,1,1,1,1,1,1]\nx2: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nx3: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nx4: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\nx5: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\nx6: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e,*e]\nx7: [*f,*f,*f,*f,*f,*f,*f,*f,*f,*f]", "nodes")]
    public void A_bomb_is_refused(string yaml, string why)
    {
        var problems = ScenarioFile.Parse(yaml, "bomb.yaml").Problems;
        problems.Should().Contain(p => p.What.Contains(why, StringComparison.Ordinal) && p.Line > 0);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    public void Deep_nesting_is_refused_and_does_not_end_the_process(string opening) =>
        ScenarioFile.Parse(string.Concat(Enumerable.Repeat(opening, 200_000)), "deep.yaml").Problems.Should().ContainSingle().Which.What.Should().Contain("deep");

    private static Task<string> Try(byte[] input, Mutator mutator)
    {
        var set = ScenarioFile.Parse(Encoding.UTF8.GetString(input), "fuzz.yaml");
        foreach (var problem in set.Problems)
        {
            _ = problem.ToString();
        }

        foreach (var scenario in set.Scenarios)
        {
            Render(scenario);
        }

        return Task.FromResult(set.Problems.Count > 0 ? "refused" : "loaded");
    }

    private static void Render(Scenario scenario)
    {
        foreach (var cell in scenario.Cells.Take(8))
        {
            for (var exchange = 0; exchange < scenario.Exchanges.Count; exchange++)
            {
                for (var attempt = 1; attempt <= scenario.Exchanges[exchange].Attempts.Count; attempt++)
                {
                    _ = PlanDump.Text(Planner.Render(scenario, new PlanInput(cell, exchange, attempt, 0, scenario.Seed, null)));
                }
            }
        }
    }

    /// <summary>Each scenario of the shipped files, and of the conformance cases where the working copy has them, by itself.</summary>
    private static List<byte[]> Corpus([CallerFilePath] string here = "")
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));
        var files = new[] { "fakeserver/scenarios", "conformance/cases" }.Select(f => Path.Combine(root, f)).Where(Directory.Exists)
            .SelectMany(f => Directory.EnumerateFiles(f, "*.yaml", SearchOption.AllDirectories)).Order(StringComparer.Ordinal);
        List<byte[]> all = [.. files.SelectMany(f => File.ReadAllText(f).Split("\n- scenario:")).Skip(1).Select(s => Encoding.UTF8.GetBytes("- scenario:" + s + "\n")).Where(b => b.Length < 8192)];
        all.Should().HaveCountGreaterThan(20, "else the corpus was not found");
        return all;
    }
}
