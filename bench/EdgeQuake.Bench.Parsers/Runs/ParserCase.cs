namespace EdgeQuake.Bench.Parsers;

/// <summary>One row to measure: a path over a payload in reads of one size.</summary>
internal sealed record ParserCase(ReadPath Path, Payload Payload, int Read)
{
    /// <summary>In the order of the report.</summary>
    public static IReadOnlyList<ParserCase> All { get; } =
        [.. from payload in Payload.All from read in payload.Reads from path in ReadPath.All where path.Reads(payload) select new ParserCase(path, payload, read)];

    public string Name => $"{Path.Name}, {Payload.Name}, {Read}";

    public static ParserCase Named(string name) => All.First(c => c.Name == name);
}
