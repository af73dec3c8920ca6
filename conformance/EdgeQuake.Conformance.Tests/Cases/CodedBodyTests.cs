using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>Verification reads coded bodies and slow links as a client would: what was readable is kept, a coding that breaks or stops is a failure.</summary>
public sealed class CodedBodyTests
{
    private const string Complete = "expect: { outcome: complete, text: EdgeQuäke, tokens: 2 }";

    [Theory]
    [InlineData("encoding: gzip\n  matrix: { write: [whole, event, byte, 'random(1..7)'], framing: [chunked, length, close] }\n  steps: [ { tokens: [Edge, Quäke] }, { done: } ]", Complete)]
    [InlineData("matrix: { write: [whole, event, byte], framing: [chunked, length, close] }\n  steps: [ { encoding: br }, { tokens: [Edge, Quäke] }, { done: } ]", Complete)]
    [InlineData("encoding: gzip\n  steps: [ { tokens: [Edge, Quäke] }, { bad-gzip: } ]", "expect: { outcome: failed, kind: network, text: EdgeQuäke, tokens: 2 }")]
    [InlineData("encoding: gzip\n  framing: close\n  steps: [ { tokens: [Edge, Quäke] }, { fin: } ]", "expect: { outcome: failed, kind: network, text: EdgeQuäke, tokens: 2 }")]
    [InlineData("encoding: br\n  framing: close\n  steps: [ { tokens: [Edge, Quäke] }, { fin: } ]", "expect: { outcome: failed, kind: network, text: EdgeQuäke, tokens: 2 }")]
    [InlineData("encoding: gzip\n  framing: close\n  steps: [ { tokens: [Edge, Quäke] }, { close: } ]", "expect: { outcome: incomplete, text: EdgeQuäke, tokens: 2 }")]
    [InlineData("encoding: gzip\n  json: { answer: EdgeQuäke }", "expect: { outcome: complete, text: EdgeQuäke }")]
    [InlineData("encoding: br\n  json: { answer: EdgeQuäke }", "expect: { outcome: complete, text: EdgeQuäke }")]
    [InlineData("steps: [ { trickle: 1B/1ms }, { tokens: [Edge, Quäke] }, { bandwidth: 20KiB/s }, { done: } ]", Complete)]
    [InlineData("head-trickle: 8B/1ms\n  length: 500\n  steps: [ { tokens: [Edge, Quäke] }, { done: } ]", Complete)]
    public void What_it_reads_is_what_the_script_says(string keys, string expect)
    {
        var set = ScenarioFile.Parse($"- scenario: x\n  protocol: edgequake\n  {keys}\n  {expect}\n", "x.yaml");
        set.Problems.Should().BeEmpty();
        set.Scenarios.SelectMany(Verification.Check).Should().BeEmpty();
        set.Scenarios.Select(s => s with { Expect = s.Expect with { Text = "other" } }).SelectMany(Verification.Check).Should().NotBeEmpty("the body was read");
    }
}
