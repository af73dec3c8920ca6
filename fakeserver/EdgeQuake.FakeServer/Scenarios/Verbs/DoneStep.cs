namespace EdgeQuake.FakeServer;

/// <summary><c>done:</c>, <c>done: { usage: {…} }</c></summary>
internal static class DoneStep
{
    public static Verb Verb { get; } = new(
        new("step", "done", "json", "", "The protocol's end mark, nothing where it has none; EdgeQuake takes the frame's members (stats, ids and counts are filled in), the others {finish: length, usage: {…}}, and openai-responses {error: {code, message}} for response.failed."),
        ContentStep.OfTextOrMap(ContentVerb.Done));
}
