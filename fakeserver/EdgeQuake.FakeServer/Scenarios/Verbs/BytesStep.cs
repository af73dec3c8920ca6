namespace EdgeQuake.FakeServer;

/// <summary>Bytes as they are: what <c>raw</c>, <c>hex</c> and <c>base64</c> read their values to.</summary>
/// <param name="Template">Text whose <c>${…}</c> are filled in when a plan is rendered; null = <paramref name="Value"/> is the bytes.</param>
internal sealed record BytesStep(Place Where, string Name, string? Template, ReadOnlyMemory<byte> Value) : Step(Where)
{
    public override string Name { get; } = Name;

    internal override IReadOnlyList<FrameBytes> Frames(Rendering r) => Template is { } text
        ? [new FrameBytes(System.Text.Encoding.UTF8.GetBytes(FakeServer.Template.Expand(text, r)), text.Contains("${token:", StringComparison.Ordinal))]
        : [new FrameBytes(Value.ToArray(), false)];

    /// <summary>A verb whose value is text for bytes, white space ignored.</summary>
    public static VerbReader Decoded(string verb, Func<string, byte[]> decode, string expected) => (r, value, at) =>
    {
        var text = string.Concat((r.Text(value, verb) ?? "").Where(c => !char.IsWhiteSpace(c)));
        try
        {
            return [new BytesStep(at, verb, null, decode(text))];
        }
        catch (FormatException)
        {
            r.Add(value, $"'{text}' for {verb}", expected);
            return [];
        }
    };
}
