namespace EdgeQuake.FakeServer;

/// <summary>The server's default, <c>stream_format: v2</c>: context, then token and thinking frames, then done with its stats, or error.</summary>
internal sealed class EdgequakeV2Encoder : EdgequakeServerEncoder
{
    public static readonly EdgequakeV2Encoder Instance = new();

    protected override string Context(string? json) => Contexts.Frame(json);

    protected override string Done(string? json, Said said) => JsonText.Filled("done", json, ("stats", Stats(said)));

    /// <summary>The members that the server's stats always have; the times are of no clock.</summary>
    internal static string Stats(Said said) =>
        $$"""{"embedding_time_ms":0,"retrieval_time_ms":45,"generation_time_ms":1200,"total_time_ms":1245,"sources_retrieved":{{said.Sources.Count}},"tokens_used":{{said.Tokens}},"query_mode":"mix"}""";
}
