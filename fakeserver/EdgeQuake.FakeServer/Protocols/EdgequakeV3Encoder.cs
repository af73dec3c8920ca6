namespace EdgeQuake.FakeServer;

/// <summary>The server's <c>stream_format: v3</c>: v2 with a <c>bundle</c> in the context.</summary>
internal sealed class EdgequakeV3Encoder : EdgequakeServerEncoder
{
    public static readonly EdgequakeV3Encoder Instance = new();

    protected override string Context(string? json) => Contexts.Frame(json, ("bundle", "{}"));

    protected override string Done(string? json, Said said) => JsonText.Filled("done", json, ("stats", EdgequakeV2Encoder.Stats(said)));
}
