using YamlDotNet.RepresentationModel;

namespace EdgeQuake.FakeServer;

/// <summary><c>reset:</c> all is delivered and acknowledged, then RST; <c>reset: now</c> without that barrier.</summary>
internal static class ResetStep
{
    public static Verb Verb { get; } = new(
        new("step", "reset", "word", "", "All so far is delivered and acknowledged, then RST; now = no barrier.", Values: ["now"]),
        Read);

    private static IReadOnlyList<Step> Read(Reading r, YamlNode value, Place at)
    {
        switch (r.Text(value, "reset"))
        {
            case null:
                return [];
            case "":
                return [new EndStep(at, EndKind.Reset)];
            case "now":
                return [new EndStep(at, EndKind.ResetNow)];
            case var text:
                r.Add(value, $"'{text}' for reset", "nothing, or now", Words.Nearest(text, ["now"]));
                return [];
        }
    }
}
