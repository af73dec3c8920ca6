using System.Text;

using CsCheck;

using FluentAssertions;

using Xunit;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>Rendering: golden bytes for each protocol, cuts that lose nothing, draws that repeat.</summary>
public sealed class PlannerTests
{
    [Theory]
    [InlineData("edgequake\nshape: documented", "data: {\"chunk\":\"Edge\",\"type\":\"token\"}\n\ndata: {\"type\":\"source\",\"source\":\"a\"}\n\ndata: {\"type\":\"done\"}\n\n")]
    [InlineData("edgequake\nshape: v2", "data: {\"type\":\"token\",\"content\":\"Edge\"}\n\ndata: {\"type\":\"context\",\"sources\":[{\"source_type\":\"chunk\",\"id\":\"a\",\"score\":0.9,\"snippet\":null}],\"query_mode\":\"mix\",\"retrieval_time_ms\":45}\n\ndata: {\"type\":\"done\",\"stats\":{\"embedding_time_ms\":0,\"retrieval_time_ms\":45,\"generation_time_ms\":1200,\"total_time_ms\":1245,\"sources_retrieved\":1,\"tokens_used\":1,\"query_mode\":\"mix\"}}\n\n")]
    public void Edgequake_shapes_are_golden(string protocol, string body) =>
        Body($"protocol: {protocol}\nsteps: [ {{ token: Edge }}, {{ source: a }}, {{ done: }} ]").Should().Be(body);

    [Fact]
    public void Plain_events_have_no_end_mark_and_one_data_field_a_line() =>
        Body("protocol: sse\nsteps: [ { token: \"a\\nb\" }, { event: { event: x, id: \"1\", retry: 5, data: \"\" } }, { comment: c }, { done: } ]")
            .Should().Be("data: a\ndata: b\n\nevent: x\nid: 1\nretry: 5\ndata:\n\n: c\n\n");

    [Fact]
    public void Chat_chunks_begin_with_a_role_and_end_with_a_finish_reason_and_the_mark()
    {
        var frames = Body("protocol: openai-chat\nsteps: [ { token: Edge }, { done: } ]").Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        frames.Should().HaveCount(4);
        frames[0].Should().Contain("\"delta\":{\"role\":\"assistant\",\"content\":\"\"}");
        frames[1].Should().Contain("\"delta\":{\"content\":\"Edge\"},\"finish_reason\":null");
        frames[2].Should().Contain("\"delta\":{},\"finish_reason\":\"stop\"");
        frames[3].Should().Be("data: [DONE]");
    }

    [Fact]
    public void A_token_template_keeps_the_bytes_around_it_in_every_protocol()
    {
        const string steps = "steps: [ { raw: \"data:  ${token:a\\\"b}\\r\\r\" } ]";
        Body($"protocol: sse\n{steps}").Should().Be("data:  a\"b\r\r");
        Body($"protocol: edgequake\n{steps}").Should().Be("data:  {\"chunk\":\"a\\\"b\",\"type\":\"token\"}\r\r");
    }

    [Fact]
    public void However_the_bytes_are_cut_the_body_is_the_same()
    {
        var s = Yaml.Load("protocol: edgequake\nsteps: [ { comment: ready }, { tokens: [\"entités \", \"🦀\", \"x\"] }, { done: } ]");
        var whole = Bytes(s, new Cell(Eol: Eol.Crlf));
        var modes = Gen.OneOf(
            Gen.Int[0, 5].Select(k => new WriteMode((WriteKind)k)),
            Gen.Int[1, 50].Select(n => new WriteMode(WriteKind.Bytes, n)),
            Gen.Select(Gen.Int[1, 9], Gen.Int[9, 40]).Select((a, b) => new WriteMode(WriteKind.Random, a, b)),
            Gen.Int[1, 150].Select(n => new WriteMode(WriteKind.At, At: [n])));
        modes.Sample(m => Bytes(s, new Cell(m, Eol.Crlf)).SequenceEqual(whole), iter: 300);
    }

    [Fact]
    public void A_cut_between_cr_and_lf_and_inside_a_code_point_is_where_it_says()
    {
        var s = Yaml.Load("protocol: sse\nsteps: [ { token: \"é\" } ]");
        Writes(s, new Cell(new WriteMode(WriteKind.CrlfSplit), Eol.Crlf)).Should().Equal("data: Ã©\r", "\n\r", "\n");
        Writes(s, new Cell(new WriteMode(WriteKind.Utf8Split))).Should().Equal("data: Ã", "©\n\n");
    }

    [Fact]
    public void Every_cut_is_one_cell_a_byte_position()
    {
        var s = Yaml.Load("protocol: sse\nmatrix: { write: every-cut }\nsteps: [ { token: a } ]");
        s.Cells.Should().HaveCount("data: a\n\n".Length - 1);
        s.Cells.Select(c => Writes(s, c)[0].Length).Should().Equal(Enumerable.Range(1, 8));
    }

    [Fact]
    public void Draws_repeat_for_a_stream_and_differ_between_streams()
    {
        var s = Yaml.Load("protocol: sse\npace: { ttft: \"uniform(10ms, 50ms)\", itl: \"lognormal(20ms, p99=60ms)\" }\nsteps: [ { tokens: [a, b, c] } ]");
        TimeSpan[] Waits(int stream, ulong seed) => [.. Planner.Render(s, new PlanInput(Cell.Default, 0, 1, stream, seed, null)).Ops.OfType<PlanOp.Wait>().Select(w => w.For)];
        Waits(3, 7).Should().Equal(Waits(3, 7)).And.HaveCount(3);
        Waits(3, 7).Should().NotEqual(Waits(4, 7)).And.NotEqual(Waits(3, 8));
    }

    [Theory]
    [InlineData("uniform(10ms, 30ms)", 20)]
    [InlineData("normal(20ms, 2ms)", 20)]
    [InlineData("exp(20ms)", 20)]
    [InlineData("gamma(20ms, cv=2)", 20)]
    [InlineData("gamma(20ms, cv=0.5)", 20)]
    [InlineData("rate(50/s)", 20)]
    [InlineData("[10ms, 30ms]", 20)]
    public void A_distribution_has_the_mean_that_it_names(string text, double mean)
    {
        var s = Yaml.Load($"protocol: sse\npace: {{ itl: {(text[0] == '[' ? text : $"\"{text}\"")} }}\nsteps: [ {{ repeat: {{ times: 20000, steps: [ {{ token: a }} ] }} }} ]");
        s.Plan().Ops.OfType<PlanOp.Wait>().Average(w => w.For.TotalMilliseconds).Should().BeApproximately(mean, 1.2);
    }

    private static byte[] Bytes(Scenario s, Cell cell) => [.. s.Plan(cell).Ops.OfType<PlanOp.Write>().SelectMany(w => w.Body.ToArray())];

    private static string[] Writes(Scenario s, Cell cell) => [.. s.Plan(cell).Ops.OfType<PlanOp.Write>().Select(w => Encoding.Latin1.GetString(w.Body.Span))];

    private static string Body(string yaml) => Yaml.Load(yaml).Plan().Body();
}
