using System.Globalization;

using YamlDotNet.RepresentationModel;

namespace EdgeQuake.FakeServer;

/// <summary><c>length: 500</c>: a Content-Length that lies. It is a matter of the head: the attempt carries it, wherever among its steps it stands.</summary>
internal sealed record LengthStep(Place Where, int Bytes) : Step(Where)
{
    public static Verb Verb { get; } = new(new("step", "length", "number", "true length", "A Content-Length that lies: the same as the key of the attempt."), Read);

    public override string Name => "length";

    private static IReadOnlyList<Step> Read(Reading r, YamlNode value, Place at)
    {
        if (r.Text(value, "length") is not { } text)
        {
            return [];
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes))
        {
            return [new LengthStep(at, bytes)];
        }

        r.Add(value, $"'{text}' for length", "a whole number of bytes");
        return [];
    }
}
