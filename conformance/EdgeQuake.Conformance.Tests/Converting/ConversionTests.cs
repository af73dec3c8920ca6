using System.Text;
using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;
using static EdgeQuake.Conformance.Tests.Recorded;

namespace EdgeQuake.Conformance.Tests;

/// <summary>What a recorded answer becomes: verbs where they say it byte for byte, bytes where not, and an expectation that holds.</summary>
public sealed class ConversionTests
{
    [Fact]
    public void A_documented_answer_becomes_verbs_and_waits()
    {
        var yaml = Yaml(Exchange("/query/stream?query=hi&api_key=***", reads:
        [
            (2, ": ready\n\n"), (12.5, "data: {\"chunk\":\"Edge \\\"é\\\"\",\"type\":\"token\"}\n\n"), (33.25, "data: {\"type\":\"source\",\"source\":\"a#p3\"}\n\n"), (40, "data: {\"type\":\"done\"}\n\n"),
        ]));
        yaml.Should().Be("""
            # http://upstream.test/ as edgequake-harness 0.1.0 recorded it at 2026-01-02 03:04:05Z
            - scenario: recorded-1-query-stream
              about: "GET /query/stream?query=hi&api_key=***, as http://upstream.test/ answered it."
              protocol: edgequake
              shape: documented
              client: { request: {"query": "hi"} }
              match: { method: GET, path: "/query/stream" }
              headers:
                "Content-Type": "text/event-stream"
              head-after: 2ms
              framing: chunked
              write: whole
              steps:
                - flush:
                - comment: "ready"
                - wait: 10.5ms
                - token: "Edge \"é\""
                - wait: 20.75ms
                - source: "a#p3"
                - wait: 6.75ms
                - done:
                - close:
              expect:
                outcome: complete
                text: "Edge \"é\""
                tokens: 1
                sources: ["a#p3"]

            """.ReplaceLineEndings("\n").Replace("    - flush:\n", "", StringComparison.Ordinal));
        Load(yaml);
    }

    [Theory]
    [InlineData("/api/v1/query/stream", "data: {\"type\":\"token\",\"content\":\"a\"}\n\ndata: {\"type\":\"done\",\"stats\":{\"tokens_used\":1}}\n\n", "shape: v2", "token: \"a\"", "done: {\"stats\": {\"tokens_used\": 1}}")]
    [InlineData("/query/stream", "data: Edge\n\ndata:  Quake\n\n", "shape: v1", "text: \"Edge\"", "text: \" Quake\"")]
    [InlineData("/x", "data: {\"type\":\"error\",\"message\":\"boom\",\"code\":\"STREAM_ERROR\"}\n\n", "protocol: edgequake", "error: \"boom\"", "outcome: failed")]
    [InlineData("/v1/chat/completions", "data: {\"id\":\"c-9\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}]}\n\ndata: [DONE]\n\n", "protocol: openai-chat", "json: {\"id\": \"c-9\", ", "event: { data: \"[DONE]\" }")]
    [InlineData("/v1/chat/completions", "data: {\"choices\": [{\"delta\": {\"content\": \"a\"}}]}\n\n", "protocol: openai-chat", "event: { data: \"{\\\"choices\\\": [", "outcome: incomplete")]
    [InlineData("/events", "event: tick\nid: 7\nretry: 5\ndata: a\ndata: b\n\n", "protocol: sse", "event: { event: \"tick\", id: \"7\", retry: \"5\", data: \"a\\nb\" }", "type: \"tick\"")]
    [InlineData("/events", "data: ${i} and \u2028 and \u0085\n\n", "protocol: sse", "base64: ", "outcome: complete")]
    [InlineData("/query/stream", "data: {\"chunk\":\"Qua\n\n", "malformed: 1", "event: { data: \"{\\\"chunk\\\":\\\"Qua\" }", "outcome: incomplete")]
    [InlineData("/query/stream", "data: {\"chunk\":\"a\",\"type\":\"token\"}\r\n\r\n", "eol: crlf", "token: \"a\"", "outcome: incomplete")]
    public void Each_wire_is_recognised(string target, string body, params string[] lines)
    {
        var yaml = Yaml(Exchange(target, reads: [(3, body)]));
        yaml.Should().ContainAll(lines);
        Played(Plan(Load(yaml)[0])).Should().Be(body);
    }

    [Fact]
    public void A_frame_that_reads_cut_is_bytes_and_the_others_stay_verbs()
    {
        var yaml = Yaml(Exchange("/query/stream", reads:
            [(3, "data: {\"chunk\":\"a\",\"type\":\"token\"}\n\ndata: {\"chunk\":"), (8, "\"b\",\"type\":\"token\"}\n\n"), (9, "data: {\"type\":\"done\"}\n\n")]));
        yaml.Should().ContainAll("- token: \"a\"\n    - raw: \"data: {\\\"chunk\\\":\"\n    - wait: 5ms\n    - raw: ", "- done:", "text: \"ab\"");
        Load(yaml);
    }

    [Theory]
    [InlineData(RecordedEnding.Fin, "fin:", "outcome: failed", "kind: network")]
    [InlineData(RecordedEnding.Reset, "reset:", "outcome: failed", "kind: network")]
    [InlineData(RecordedEnding.Timeout, "stall:", "outcome: failed", "kind: timeout")]
    [InlineData(RecordedEnding.Client, "stall:", "outcome: cancelled", "cancel: { at: stall }")]
    [InlineData(RecordedEnding.Stopped, "stall:", "outcome: cancelled", "cancel: { at: stall }")]
    public void Every_end_is_played(RecordedEnding how, params string[] lines)
    {
        var yaml = Yaml(Exchange("/query/stream", how, reads: [(3, "data: {\"chunk\":\"a\",\"type\":\"token\"}\n\n")]));
        yaml.Should().ContainAll(lines);
        Load(yaml);
    }

    [Theory]
    [InlineData(RecordedEnding.Refused, null, "fault: refuse")]
    [InlineData(RecordedEnding.Reset, null, "fault: reset-on-request")]
    [InlineData(RecordedEnding.Fin, "no response", "fault: close-on-request")]
    [InlineData(RecordedEnding.Fin, "what came is no response head", "fault: garbage")]
    [InlineData(RecordedEnding.Timeout, null, "fault: silent")]
    public void An_answer_without_a_head_is_a_fault(RecordedEnding how, string? why, string line)
    {
        var yaml = Yaml(Exchange("/query/stream") with { Head = null, End = new RecordedEnd(Ms(5), how, why) });
        yaml.Should().Contain(line);
        Load(yaml);
    }

    [Fact]
    public void Whole_answers_keep_their_status_and_their_very_bytes()
    {
        var json = new HttpField("Content-Type", "application/json");
        var refused = Yaml(Bytes("/query", RecordedEnding.Clean, [json, new("Content-Length", "22"), new("Retry-After", "1")], 503, (3.0, "{\"error\":\"overloaded\"}"u8.ToArray())));
        refused.Should().ContainAll("status: 503", "\"Retry-After\": \"1\"", "json: {\"error\": \"overloaded\"}", "kind: http");
        Load(refused);
        var answered = Yaml(Bytes("/query", RecordedEnding.Clean, [json, new("Content-Length", "17")], 200, (3.0, "{\"answer\": \"EQ\"}\n"u8.ToArray())));
        answered.Should().ContainAll("body: \"{\\\"answer\\\": \\\"EQ\\\"}\\n\"", "outcome: complete", "text: \"EQ\"");
        Load(answered);
    }

    [Fact]
    public void A_compressed_answer_is_kept_as_bytes_with_its_header()
    {
        byte[] gzip = [0x1f, 0x8b, 0x08, 0x00, 0xff];
        var yaml = Yaml(Bytes("/query/stream", RecordedEnding.Clean, [SseType, new("Content-Encoding", "gzip"), new("Content-Length", "5")], 200, (3.0, gzip)));
        yaml.Should().ContainAll("protocol: raw", "\"Content-Encoding\": \"gzip\"", "base64: " + Convert.ToBase64String(gzip), "framing: length");
        Load(yaml);
    }

    [Fact]
    public void What_no_scenario_can_be_made_of_is_left_out_and_said()
    {
        var lost = Exchange("/a") with { Head = null, End = new RecordedEnd(Ms(1), RecordedEnding.Unreachable, "no such host") };
        var torn = Exchange("/b") with { Number = 2, Head = null, End = null };
        var conversion = Conversion.Of(Run(lost, torn, Exchange("/c", reads: [(3, "data: a\n\n")]) with { Number = 3 }), exact: false);
        conversion.Scenarios.Should().Be(1);
        conversion.LeftOut.Should().HaveCount(2).And.Contain(s => s.Contains("no such host"));
        Load(conversion.Yaml).Single().Id.Should().Be("recorded-3-c");
    }

    private static string Played(Plan plan) => Encoding.UTF8.GetString([.. plan.Ops.OfType<PlanOp.Write>().SelectMany(w => w.Body.ToArray())]);
}
