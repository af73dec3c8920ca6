using YamlDotNet.RepresentationModel;

namespace EdgeQuake.FakeServer;

/// <summary><c>reset:</c> all is delivered and acknowledged, then RST (HTTP/2: the stream's); <c>reset: now</c> without that barrier.</summary>
/// <remarks>HTTP/2 also: <c>reset: { code: cancel }</c> the stream with that code, <c>reset: connection</c> every stream of the connection.</remarks>
internal static class ResetStep
{
    private static readonly string[] Plain = ["now", "connection"];

    public static Verb Verb { get; } = new(
        new("step", "reset", "word", "", "All so far is delivered and acknowledged, then RST (HTTP/2: RST_STREAM); now = no barrier; connection = the whole connection; HTTP/2: {code: cancel}.", Of: "reset", Values: Plain),
        Read,
        new Key("reset", "code", "word", "internal-error", "HTTP/2: the error code, in the words of RFC 9113.", Values: Words.All<H2Code>()));

    private static IReadOnlyList<Step> Read(Reading r, YamlNode value, Place at)
    {
        if (value is YamlMappingNode)
        {
            var code = new Fields(r, value, "reset").Word<H2Code>("code");
            return [new EndStep(at, EndKind.Reset, code)];
        }

        switch (r.Text(value, "reset"))
        {
            case null:
                return [];
            case "":
                return [new EndStep(at, EndKind.Reset)];
            case "now":
                return [new EndStep(at, EndKind.ResetNow)];
            case "connection":
                return [new EndStep(at, EndKind.ResetConnection)];
            case var text:
                r.Add(value, $"'{text}' for reset", "nothing, now, connection or {code: cancel}", Words.Nearest(text, Plain));
                return [];
        }
    }
}
