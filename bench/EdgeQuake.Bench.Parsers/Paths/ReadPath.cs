using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench.Parsers;

/// <summary>One way to read an answer's body, from bytes to pieces of text. An instance reads one payload, again and again, as one stream after another.</summary>
/// <param name="Name">As the report prints it.</param>
/// <param name="Split">Gives the data of events; otherwise the text of tokens.</param>
/// <param name="Make">Prepares the path for one payload; what it returns reads the whole body once.</param>
/// <param name="Only">The one protocol that it reads; null = any.</param>
/// <param name="Blind">Takes bytes as they come, and finds no event.</param>
internal sealed record ReadPath(string Name, bool Split, Func<Payload, Action<ChunkStream, Taker>> Make, Protocol? Only = null, bool Blind = false)
{
    private const int YardstickOfSplit = 1;
    private const int YardstickOfText = 5;

    /// <summary>In the order of the report: splitting first, then token text. Each group's yardstick is the platform's parser over spans.</summary>
    public static IReadOnlyList<ReadPath> All { get; } =
    [
        new("SseReader, split", true, OurPaths.Split),
        new("SseParser over spans, split", true, PlatformPaths.Split),
        new("IndexOf \\n\\n (a limit, no reader)", true, LimitPath.IndexOf),
        new("memcpy (a limit, no reader)", true, LimitPath.Copy, Blind: true),
        new("SseReader + FrameDecoder", false, OurPaths.Tokens),
        new("SseParser over spans + Utf8JsonReader", false, PlatformPaths.Spans),
        new("SseParser to string + JsonDocument", false, PlatformPaths.Strings),
        new("StreamReader lines + JsonDocument", false, LinesPath.Lines),
        new("OpenAI's .NET reader", false, OpenAiPath.Updates, Only: Protocol.OpenaiChat),
    ];

    public static ReadPath Named(string name) => All.First(p => p.Name == name);

    /// <summary>The path that its group is compared with.</summary>
    public static ReadPath Yardstick(bool split) => All[split ? YardstickOfSplit : YardstickOfText];

    public bool Reads(Payload payload) => Only is null || Only == payload.Protocol;
}
