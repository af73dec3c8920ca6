using System.Globalization;

using YamlDotNet.RepresentationModel;

namespace EdgeQuake.FakeServer;

/// <summary><c>gate: name</c>, <c>gate: reported(2)</c></summary>
internal sealed record GateStep(Place Where, string Gate, int? Reported) : Step(Where)
{
    public static Verb Verb { get; } = new(new("step", "gate", "text", "", "Holds until opened by name; reported(2) opens when the client has reported two events, everyone (conform) when each of the streams that a case asks at once has come, stopped (conform) when the one of them that cancel.stream names is over."), Read);

    public override string Name => "gate";

    internal override EndKind? Play(Rendering r)
    {
        r.Hold(new PlanOp.Gate(Gate, Reported));
        return null;
    }

    private static IReadOnlyList<Step> Read(Reading r, YamlNode value, Place at)
    {
        if (r.Text(value, "gate") is not { } name)
        {
            return [];
        }

        if (name.StartsWith("reported(", StringComparison.Ordinal) && name.EndsWith(')') && int.TryParse(name["reported(".Length..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var n))
        {
            return [new GateStep(at, name, n)];
        }

        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            r.Add(value, $"'{name}' for gate", "a name of letters, digits, '-' and '_', or reported(2)");
            return [];
        }

        return [new GateStep(at, name, null)];
    }
}
