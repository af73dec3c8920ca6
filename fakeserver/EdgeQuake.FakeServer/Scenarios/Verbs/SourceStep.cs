namespace EdgeQuake.FakeServer;

/// <summary><c>source: graph.pdf#p3</c></summary>
internal static class SourceStep
{
    public static Verb Verb { get; } = new(
        new("step", "source", "text", "", "A source by its id."),
        ContentStep.OfText(ContentVerb.Source));
}
