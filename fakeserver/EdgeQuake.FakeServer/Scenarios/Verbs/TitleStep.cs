namespace EdgeQuake.FakeServer;

/// <summary><c>title: What EdgeQuake is</c></summary>
internal static class TitleStep
{
    public static Verb Verb { get; } = new(
        new("step", "title", "text", "", "EdgeQuake chat: a title_update, which the server sends after done."),
        ContentStep.OfText(ContentVerb.Title));
}
