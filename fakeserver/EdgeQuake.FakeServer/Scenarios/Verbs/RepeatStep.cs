using YamlDotNet.RepresentationModel;

namespace EdgeQuake.FakeServer;

/// <summary><c>repeat: { times: 100, steps: [ { token: "${i} " } ] }</c></summary>
internal sealed record RepeatStep(Place Where, int Times, IReadOnlyList<Step> Steps) : Step(Where)
{
    private const int Most = 1_000_000;

    public static Verb Verb { get; } = new(
        new("step", "repeat", "map", "", "times and steps; ${i} counts from 0.", Of: "repeat"),
        Read,
        new("repeat", "times", "number", "", "How often."),
        new("repeat", "steps", "steps", "", "What."));

    public override string Name => "repeat";

    internal override long Weight => Math.Min(long.MaxValue / (Most + 1L), Steps.Sum(s => s.Weight)) * Times;

    internal override IEnumerable<Step> Flat => FakeServer.Steps.Flat(Steps);

    internal override EndKind? Play(Rendering r)
    {
        var outer = r.Index;
        for (var n = 0; n < Times; n++)
        {
            r.Index = n;
            if (StepPlayer.Play(Steps, r) is { } end)
            {
                return end;
            }
        }

        r.Index = outer;
        return null;
    }

    private static IReadOnlyList<Step> Read(Reading r, YamlNode value, Place at)
    {
        var f = new Fields(r, value, "repeat");
        if (f.Number("times") is not { } times || times > Most)
        {
            r.Add(value, "a repeat without its number of times", $"times: 1 to {Most}");
            return [];
        }

        return [new RepeatStep(at, times, StepReader.List(r, f.Value("steps")))];
    }
}
