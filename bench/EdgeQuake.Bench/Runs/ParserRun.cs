using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>A whole measurement of EdgeQuake.Bench.Parsers: what run.json of kind parsers holds. It stands here because that program brings BenchmarkDotNet with it, and results/ is read without.</summary>
/// <param name="Answers">Memory by length of the answer; runs of schema 1 have none.</param>
/// <param name="Node">What was measured on node, or why nothing was: one line; runs of schema 1 and 2 have none.</param>
internal sealed record ParserRun(RunHeader Header, IReadOnlyList<ParserRow> Rows, IReadOnlyList<AnswerRow>? Answers = null, string? Node = null)
{
    public const string Kind = "parsers";
}

/// <summary>One path over one payload in reads of one size.</summary>
/// <param name="Read">Bytes a read gives at most.</param>
/// <param name="NsPerEvent">Mean over <paramref name="N"/> iterations; wall time of one thread.</param>
/// <param name="MedianNs">What ratios are made of: one disturbed iteration does not move it.</param>
/// <param name="StdDevNs">Of the iterations.</param>
/// <param name="AllocatedPerEvent">Bytes; what a stream costs once is spread over its events. Null = its language does not count them.</param>
internal sealed record ParserRow(
    string Path, string Payload, int Read, double BytesPerEvent, double NsPerEvent, double MedianNs, double StdDevNs, int N, double? AllocatedPerEvent)
{
    public double MegabytesPerSecond => BytesPerEvent / MedianNs * 1000;
}
