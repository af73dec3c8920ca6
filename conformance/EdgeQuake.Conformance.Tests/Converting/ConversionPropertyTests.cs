using System.Text;
using CsCheck;
using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;
using static EdgeQuake.Conformance.Tests.Recorded;

namespace EdgeQuake.Conformance.Tests;

/// <summary>Whatever was recorded: the conversion plays the same bytes at the same reads with the same gaps, and expects what it plays.</summary>
public sealed class ConversionPropertyTests
{
    private static readonly string[] s_frames =
    [
        "data: {\"chunk\":\"Edge\",\"type\":\"token\"}\n\n", "data: {\"chunk\":\"é🦀 \\\"x\\\"\",\"type\":\"token\"}\n\n", "data: {\"type\":\"token\",\"content\":\"v2\"}\n\n",
        "data: {\"type\":\"source\",\"source\":\"a\"}\n\n", "data: {\"type\":\"done\"}\n\n", ": keep-alive\n\n", "data: plain\n\n", "data: {\"chunk\":\"Qua\n\n", "nonsense\n\n", "\n",
        "data: [DONE]\n\n", "event: x\nid: 1\ndata: y\n\n", "data: {\"a\":[1.0,1e5,null,\"\\u00e9\"]}\n\n", "data: crlf\r\n\r\n", "data: ${i}\n\n", "data: no end", "\ufeffdata: bom\n\n",
    ];

    private static readonly Gen<RecordedExchange> s_exchange =
        from frames in Gen.Int[0, s_frames.Length - 1].Array[1, 6]
        from cuts in Gen.Int[1, 60].Array[1, 8]
        from gaps in Gen.Int[0, 3_000_000].Array[16]
        from how in Gen.Int[(int)RecordedEnding.Clean, (int)RecordedEnding.Client]
        select Cut(Encoding.UTF8.GetBytes(string.Concat(frames.Select(f => s_frames[f]))), cuts, gaps, (RecordedEnding)how);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Reads_and_gaps_come_out_as_they_went_in(bool exact) => s_exchange.Sample(e =>
    {
        var scenario = Load(Yaml(e, exact))[0];
        var expected = RecordedBody.Of(e).Reads.Select(r => (r.At - e.Head!.At, Convert.ToHexString(r.Bytes.Span)));
        Writes(Plan(scenario)).Should().Equal(expected);
        Plan(scenario).Ops.TakeWhile(o => o is not PlanOp.Respond).OfType<PlanOp.Wait>().Sum(w => w.For.TotalMicroseconds).Should().Be(e.Head!.At.TotalMicroseconds);
    }, iter: 150);

    private static RecordedExchange Cut(byte[] body, int[] cuts, int[] gaps, RecordedEnding how)
    {
        List<(double At, byte[] Raw)> reads = [];
        var (from, at) = (0, 2.0);
        for (var i = 0; from < body.Length; i++)
        {
            var n = Math.Min(i < cuts.Length ? cuts[i] : body.Length, body.Length - from);
            at += gaps[i % gaps.Length] / 1000.0;
            reads.Add((at, [.. Encoding.ASCII.GetBytes($"{n:x}\r\n"), .. body[from..(from + n)], 13, 10]));
            from += n;
        }

        return Bytes("/query/stream?query=x", how, [SseType, new("Transfer-Encoding", "chunked")], 200, [.. reads]);
    }
}
