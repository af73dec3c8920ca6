using System.Text;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>Chooses for each piece the first guess that renders to exactly its bytes: written, loaded and rendered as any scenario is.</summary>
/// <remarks><c>guesses ─YAML→ ScenarioFile ─→ Planner ─→ bytes a step ═ the piece's? ─no→ its next guess, and again</c></remarks>
internal static class Rerendering
{
    /// <summary>The steps, one a piece.</summary>
    /// <param name="head">Keys of the scenario that decide about bytes: <c>protocol: edgequake</c>.</param>
    internal static IReadOnlyList<Guess> Choose(IReadOnlyList<Piece> pieces, IReadOnlyList<string> head, Func<Piece, IReadOnlyList<Guess>> guesses)
    {
        var all = pieces.Select(guesses).ToList();
        var chosen = new int[pieces.Count];
        while (Wrong(pieces, head, [.. all.Select((g, i) => g[chosen[i]].Yaml)]) is { Count: > 0 } wrong)
        {
            // What a frame is can hang on what was said before it, so one change may undo another: each round only ever falls back, and so ends.
            foreach (var i in wrong.Where(i => ++chosen[i] == all[i].Count))
                throw new InvalidOperationException($"piece {i} cannot be written as a step, not even as bytes: {all[i][^1].Yaml}");
        }

        return [.. all.Select((g, i) => g[chosen[i]])];
    }

    /// <summary>The pieces whose step does not load, or renders to other bytes.</summary>
    private static List<int> Wrong(IReadOnlyList<Piece> pieces, IReadOnlyList<string> head, IReadOnlyList<string> steps)
    {
        if (steps.Count == 0)
            return [];
        string[] lines = ["- scenario: trial", .. head.Select(h => "  " + h), "  write: whole", "  steps:"];
        var text = new StringBuilder(string.Join('\n', lines)).Append('\n');
        foreach (var step in steps)
            text.Append("    - ").Append(step).Append("\n    - wait: 1us\n");
        var set = ScenarioFile.Parse(text.ToString(), "trial");
        if (set.Problems.Count > 0)
        {
            var refused = set.Problems.Select(p => (p.Line - lines.Length - 1) / 2).Where(i => i >= 0 && i < steps.Count).Distinct().ToList();
            return refused.Count > 0 ? refused : throw new InvalidOperationException(set.Problems[0].ToString());
        }

        var rendered = Rendered(set.Scenarios[0]);
        return [.. Enumerable.Range(0, steps.Count).Where(i => !rendered[i].AsSpan().SequenceEqual(pieces[i].Bytes))];
    }

    /// <summary>The bytes of each step: those between two waits.</summary>
    private static List<byte[]> Rendered(Scenario scenario)
    {
        List<byte[]> steps = [];
        List<byte> step = [];
        foreach (var op in Planner.Render(scenario, new(Cell.Default, 0, 1, 0, 0, null)).Ops)
        {
            if (op is PlanOp.Write write)
                step.AddRange(write.Body.Span);
            if (op is not PlanOp.Wait)
                continue;
            steps.Add([.. step]);
            step.Clear();
        }

        return steps;
    }
}
