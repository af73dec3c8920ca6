using System.Globalization;
using System.Text;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>What every contender plays in one measurement: the same frames at the same times.</summary>
/// <param name="Itl">Time from token to token, and from the request to the first; zero = as fast as it goes.</param>
/// <param name="Gated">All streams stand at a gate after their head, and their clocks start when it opens: they tick in unison.</param>
/// <param name="Whole">All frames of an answer in one write, instead of one write a frame.</param>
internal sealed record ContenderScript(Protocol Protocol, int Tokens, TimeSpan Itl, bool Gated = false, bool Whole = false)
{
    internal const string Gate = "go";

    /// <summary>The script in the scenario language: what <see cref="Contender.Edgequake"/> is given.</summary>
    public Scenario Scenario() => ScenarioFile.Parse(Yaml(), "selftest").Scenarios.Single();

    /// <summary>The bodies of its writes, for those who do not read scenarios.</summary>
    public IReadOnlyList<byte[]> Writes() =>
        [.. Planner.Render(Scenario(), new PlanInput(Cell.Default, 0, 1, 0, 0, null)).Ops.OfType<PlanOp.Write>().Select(w => w.Body.ToArray())];

    /// <summary>Events of one answer: its tokens and what the protocol says around them.</summary>
    public int Events() => Writes().Sum(w => w.AsSpan().Count("\n\n"u8));

    /// <summary>As a line to the other process, and back.</summary>
    internal string Line() => string.Create(
        CultureInfo.InvariantCulture, $"{Words.Of(Protocol)} {Tokens} {Itl.Ticks} {(Gated ? "gated" : "free")} {(Whole ? "whole" : "event")}");

    internal static ContenderScript? Read(IReadOnlyList<string> words) =>
        words is [var protocol, var tokens, var itl, var gated, var whole] && Words.Parse<Protocol>(protocol) is { } p
            && int.TryParse(tokens, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && long.TryParse(itl, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
                ? new(p, n, TimeSpan.FromTicks(ticks), gated == "gated", whole == "whole")
                : null;

    private string Yaml()
    {
        var yaml = new StringBuilder($"scenario: selftest\nprotocol: {Words.Of(Protocol)}\n");
        yaml.Append(Protocol == Protocol.Edgequake ? "shape: documented\n" : "");
        yaml.Append(CultureInfo.InvariantCulture, $"write: {(Whole ? "whole" : "event")}\n");
        yaml.Append(Itl > TimeSpan.Zero ? string.Create(CultureInfo.InvariantCulture, $"pace: {{ ttft: {Itl.TotalMilliseconds}ms, itl: {Itl.TotalMilliseconds}ms }}\n") : "");
        yaml.Append(Gated ? $"steps: [ {{ gate: {Gate} }}, " : "steps: [ ");
        return yaml.Append(CultureInfo.InvariantCulture, $"{{ repeat: {{ times: {Tokens}, steps: [ {{ token: \"tick \" }} ] }} }}, {{ done: }} ]\n").ToString();
    }
}
