using YamlDotNet.RepresentationModel;

namespace EdgeQuake.FakeServer;

/// <summary><c>event: { id: "1", data: a }</c>: a Server-Sent Event as fields; null = the field is left out.</summary>
internal sealed record EventStep(Place Where, string? Type, string? Id, string? Retry, string? Data) : Step(Where)
{
    public static Verb Verb { get; } = new(
        new("step", "event", "map", "", "An SSE event by its fields: event, id, retry, data.", Of: "event"),
        Read,
        new("event", "event", "text", "", "The type."),
        new("event", "id", "text", "", "The id."),
        new("event", "retry", "text", "", "Milliseconds."),
        new("event", "data", "text", "", "The data; LF separates lines."));

    public override string Name => "event";

    internal override IReadOnlyList<FrameBytes>? Frames(Rendering r) => r.Encoder.Lines ? null :
        FrameBytes.Of([new Frame(Expand(Data, r), true, null, Expand(Type, r), Expand(Id, r), Expand(Retry, r))], r.Line);

    private static string? Expand(string? text, Rendering r) => text is null ? null : Template.Expand(text, r);

    private static IReadOnlyList<Step> Read(Reading r, YamlNode value, Place at)
    {
        var f = new Fields(r, value, "event");
        foreach (var key in new[] { "event", "id", "retry" }.Where(k => f.Text(k)?.AsSpan().ContainsAny('\r', '\n') == true))
        {
            r.Add(f.Value(key)!, $"a line break in {key}", "one line; for broken fields use raw");
        }

        return [new EventStep(at, f.Text("event"), f.Text("id"), f.Text("retry"), f.Text("data"))];
    }
}
