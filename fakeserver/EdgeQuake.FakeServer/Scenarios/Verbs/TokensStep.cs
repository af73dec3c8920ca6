using YamlDotNet.RepresentationModel;

namespace EdgeQuake.FakeServer;

/// <summary><c>tokens: [Edge, Quake]</c>, or a text that is cut into tokens.</summary>
internal static class TokensStep
{
    public static Verb Verb { get; } = new(
        new("step", "tokens", "list", "", "A list of tokens, or {text, by: word, char or a number of characters}.", Of: "tokens"),
        Read,
        new("tokens", "text", "text", "", "The text to cut into tokens."),
        new("tokens", "by", "word", "word", "word, char or a number of characters."));

    private static IReadOnlyList<Step> Read(Reading r, YamlNode value, Place at)
    {
        if (value is YamlSequenceNode list)
        {
            return [.. list.Children.Select(n => r.Text(n, "tokens")).OfType<string>().Select(t => Token(at, t))];
        }

        var f = new Fields(r, value, "tokens");
        var (text, by) = (f.Text("text") ?? "", f.Text("by") ?? "word");
        var pieces = TokenText.Cut(text, by);
        if (pieces is null)
        {
            r.Add(f.Value("by")!, $"'{by}' for by", "word, char or a number of characters", Words.Nearest(by, ["word", "char"]));
        }

        return [.. (pieces ?? []).Select(t => Token(at, t))];
    }

    private static ContentStep Token(Place at, string text) => new(at, ContentVerb.Token, text, null);
}
