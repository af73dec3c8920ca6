using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench.Parsers;

/// <summary>A whole measurement: what run.json holds.</summary>
/// <param name="Answers">Memory by length of the answer.</param>
/// <param name="Node">What was measured on node, or why nothing was: one line.</param>
internal sealed record ParserRun(RunHeader Header, IReadOnlyList<ParserRow> Rows, IReadOnlyList<AnswerRow> Answers, string Node);

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
