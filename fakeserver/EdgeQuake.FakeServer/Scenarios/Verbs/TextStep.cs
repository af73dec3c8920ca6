namespace EdgeQuake.FakeServer;

/// <summary><c>text: plain words</c></summary>
internal static class TextStep
{
    public static Verb Verb { get; } = new(
        new("step", "text", "text", "", "A frame of plain text."),
        ContentStep.OfText(ContentVerb.Text));
}
