using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>A file whose own expectation disagrees with its script is refused, with its line.</summary>
public sealed class VerificationTests
{
    [Theory]
    [InlineData("outcome: incomplete", "the script gives outcome complete, but expects incomplete")]
    [InlineData("text: Edge", "gives text \"EdgeQuake\", but expects \"Edge\"")]
    [InlineData("tokens: 3", "gives tokens 2, but expects 3")]
    [InlineData("texts: 1", "gives texts 0, but expects 1")]
    [InlineData("sources: [x]", "gives sources [\"s\"], but expects [\"x\"]")]
    [InlineData("malformed: 1", "gives malformed 0, but expects 1")]
    [InlineData("any: [ { text: EdgeQuake }, { text: other } ]", "expects \"other\"")]
    [InlineData("by-policy: { malformed: { skip: { text: EdgeQuake }, error: { text: Edge } } }", "expects \"Edge\"")]
    public void A_wrong_expectation_is_refused(string expect, string what)
    {
        var problems = Yaml.Problems($$"""
            - scenario: wrong/here
              protocol: edgequake
              steps: [ { token: Edge }, { source: s }, { token: Quake }, { done: } ]
              expect: { {{expect}} }
            """);
        problems.Should().ContainSingle().Which.Should().Match<EdgeQuake.FakeServer.Problem>(p => p.File == "test.yaml" && p.Line >= 1 && p.What.Contains(what) && p.What.StartsWith("wrong/here"));
    }

    [Fact]
    public void Events_are_compared_in_every_cell() =>
        Yaml.Problems("""
            - scenario: wrong/events
              protocol: sse
              matrix: { write: [whole, byte], eol: [lf, crlf, cr] }
              steps: [ { event: { id: "1", data: a } }, { event: { data: b } } ]
              expect: { events: [ { data: a, id: "1" }, { data: b, id: "2" } ] }
            """).Should().ContainSingle().Which.What.Should().Contain("message \"b\" id \"1\"");

    [Theory]
    [InlineData("steps: [ { token: a }, { fin: } ]", "outcome: failed, kind: network, text: a")]
    [InlineData("framing: close\n  steps: [ { token: a }, { fin: } ]", "outcome: incomplete, text: a")]
    [InlineData("steps: [ { token: a }, { stall: } ]", "outcome: failed, kind: timeout, text: a")]
    [InlineData("client: { cancel: { at: token 1 } }\n  steps: [ { token: a }, { token: b }, { done: } ]", "outcome: cancelled, text: a")]
    [InlineData("client: { overall: 100ms }\n  steps: [ { token: a }, { wait: 500ms }, { token: b }, { done: } ]", "outcome: failed, kind: timeout, text: a")]
    [InlineData("attempts: [ { status: 503, body: 'x' }, { steps: [ { token: a }, { done: } ] } ]", "outcome: complete, text: a")]
    [InlineData("attempts: [ { status: 400, body: 'x' }, { steps: [ { token: trap }, { done: } ] } ]", "outcome: failed, text: '', attempts: 1")]
    [InlineData("attempts: [ { steps: [ { token: a }, { reset: } ] }, { steps: [ { token: a }, { token: b }, { done: } ] } ]", "by-policy: { afterFirstToken: { never: { outcome: failed, text: a, attempts: 1 }, restart: { outcome: complete, text: ab, attempts: 2 } } }")]
    [InlineData("attempts: [ { json: { answer: whole } } ]", "outcome: complete, text: whole")]
    [InlineData("attempts: [ { status: 200, headers: { content-type: text/html }, body: '<html>' } ]", "outcome: failed, text: ''")]
    [InlineData("attempts: [ { status: 307, headers: { location: '?moved=1' }, body: '' } ]", "outcome: failed, text: ''")]
    public void What_the_language_says_of_outcomes_holds(string script, string expect) =>
        Yaml.Problems($"- scenario: right/here\n  protocol: edgequake\n  {script}\n  expect: {{ {expect} }}\n").Should().BeEmpty();

    [Theory]
    [InlineData("status: 210, steps: [ { event: { data: a } } ]", "outcome: failed, events: []")]
    [InlineData("status: 204, body: ''", "outcome: complete, events: []")]
    [InlineData("client: { resume: true, cancel: { at: backoff } }, steps: [ { event: { data: a } } ]", "outcome: cancelled, events: [ { data: a } ]")]
    public void What_an_event_source_makes_of_a_head_holds(string script, string expect) =>
        Yaml.Problems($"- {{ scenario: right/here, protocol: sse, {script}, expect: {{ {expect} }} }}\n").Should().BeEmpty();

    [Theory]
    [InlineData("needs: [cancle]", "unknown capability 'cancle'", "cancel")]
    [InlineData("profile: lmm", "unknown profile 'lmm'", "llm")]
    [InlineData("level: MUTS", "'MUTS' for level", "MUST")]
    [InlineData("api: [openai.chats]", "unknown api 'openai.chats'", "openai.chat")]
    [InlineData("control: wrong/her", "control 'wrong/her' is no case", "wrong/here")]
    public void Unknown_words_name_the_nearest(string key, string what, string nearest)
    {
        var problem = Yaml.Problems($"- scenario: wrong/here\n  protocol: edgequake\n  {key}\n  steps: [ {{ done: }} ]\n").Should().ContainSingle().Which;
        problem.What.Should().Contain(what);
        problem.Nearest.Should().Be(nearest);
    }

    [Fact]
    public void An_id_is_taken_once() =>
        Yaml.Problems("- { scenario: a, protocol: edgequake, steps: [ { done: } ] }\n- { scenario: a, protocol: edgequake, steps: [ { done: } ] }\n")
            .Should().Contain(p => p.What.Contains("'a'") && p.Line == 2);
}
