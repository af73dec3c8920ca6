using System.Text;

using FluentAssertions;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>Scenarios from a few lines of YAML, and their plans as one readable line per act.</summary>
internal static class Yaml
{
    /// <summary>One scenario that loads; <paramref name="keys"/> are its keys, one a line.</summary>
    public static Scenario Load(string keys, string? folder = null)
    {
        var set = Parse(keys, folder);
        set.Problems.Should().BeEmpty();
        return set.Scenarios[0];
    }

    public static ScenarioSet Parse(string keys, string? folder = null) => ScenarioFile.Parse("- scenario: x\n  " + keys.ReplaceLineEndings("\n").Replace("\n", "\n  ", StringComparison.Ordinal) + "\n", "x.yaml", folder);

    public static Problem OnlyProblem(string keys, string? folder = null)
    {
        var set = Parse(keys, folder);
        set.Scenarios.Should().BeEmpty("nothing half-loads");
        return set.Problems.Should().ContainSingle(string.Join(" | ", set.Problems)).Subject;
    }

    public static Plan Plan(this Scenario s, Cell? cell = null, int exchange = 0, int attempt = 1, int stream = 0, RequestFacts? request = null) =>
        Planner.Render(s, new PlanInput(cell ?? Cell.Default, exchange, attempt, stream, s.Seed, request));

    public static string Body(this Plan plan) => Encoding.UTF8.GetString([.. plan.Ops.OfType<PlanOp.Write>().SelectMany(w => w.Body.ToArray())]);

    public static PlanOp.Respond Head(this Plan plan) => plan.Ops.OfType<PlanOp.Respond>().Single();

    /// <summary>Each act as a word or the text it writes, with <c>␊</c> and <c>␍</c> for line ends.</summary>
    public static string[] Story(this Plan plan) => [.. plan.Ops.Select(Act)];

    private static string Act(PlanOp op) => op switch
    {
        PlanOp.Open o => Words.Of(o.Fault),
        PlanOp.Respond r => $"{r.Status} {Words.Of(r.Framing)}{(r.Length is { } n ? " " + n : "")}",
        PlanOp.Write w => (w.Declared is { } d ? $"({d}) " : "") + Encoding.Latin1.GetString(w.Body.Span).Replace('\n', '␊').Replace('\r', '␍'),
        PlanOp.Wait w => $"wait {w.For.TotalMilliseconds:0.###}ms",
        PlanOp.Stall s => s.For is { } time ? $"stall {time.TotalMilliseconds:0}ms" : "stall",
        PlanOp.Gate g => "gate " + g.Name,
        PlanOp.End e => Words.Of(e.Kind),
        _ => op.ToString()!,
    };
}
