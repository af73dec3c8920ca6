using FluentAssertions;

using Xunit;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>Heads and ends: how a body is delimited, what its length promises, and which entry answers which attempt.</summary>
public sealed class FramingTests
{
    [Theory]
    [InlineData("steps: [ { token: a } ]", "200 chunked")]
    [InlineData("body: hello", "200 length 5")]
    [InlineData("status: 404\nframing: chunked\nbody: hello", "404 chunked")]
    [InlineData("framing: length\nsteps: [ { token: a } ]", "200 length 9")]
    [InlineData("framing: length\nsteps: [ { token: a }, { fin: } ]", "200 length 10")]
    [InlineData("framing: length\nsteps: [ { token: a }, { reset: } ]", "200 length 10")]
    [InlineData("framing: length\nsteps: [ { token: a }, { stall: } ]", "200 length 10")]
    [InlineData("framing: length\nsteps: [ { token: a }, { stall: 5ms } ]", "200 length 9")]
    [InlineData("framing: length\nsteps: [ { part: { of: { token: abc }, bytes: 2 } }, { fin: } ]", "200 length 11")]
    [InlineData("length: 500\nsteps: [ { token: a } ]", "200 length 500")]
    public void A_body_that_is_cut_promises_more_than_it_sends(string keys, string head) => Yaml.Load("protocol: sse\n" + keys).Plan().Story()[0].Should().Be(head);

    [Theory]
    [InlineData("part: { of: { token: abc }, bytes: 7 }", "(11) data: a")]
    [InlineData("part: { of: { token: abc }, to: \"data: ab\" }", "(11) data: ab")]
    [InlineData("part: { of: { token: abc }, fraction: 0.5 }", "(11) data:")]
    public void A_part_before_the_cut_is_half_a_chunk(string step, string act)
    {
        foreach (var end in new[] { "fin:", "reset:", "reset: now" })
        {
            Yaml.Load($"protocol: sse\nsteps: [ {{ {step} }}, {{ {end} }} ]").Plan().Story()[1].Should().Be(act);
        }

        Yaml.Load($"protocol: sse\nsteps: [ {{ {step} }}, {{ close: }} ]").Plan().Story()[1].Should().Be(act[5..], "a clean end owes nothing");
    }

    [Theory]
    [InlineData("repeat-last", "a b b b")]
    [InlineData("loop", "a b a b")]
    public void After_the_last_attempt_then_decides(string then, string answers)
    {
        var s = Yaml.Load($"protocol: sse\nattempts: [ {{ body: a }}, {{ body: b }} ]\nthen: {then}");
        string.Join(' ', Enumerable.Range(1, 4).Select(n => s.Plan(attempt: n).Body())).Should().Be(answers);
    }

    [Fact]
    public void Headers_of_the_author_go_before_ours()
    {
        var head = Yaml.Load("headers: { Content-Type: text/html, x: \"1\" }\nsteps: []").Plan().Head();
        head.Headers.Should().Equal(new HttpField("cache-control", "no-cache"), new HttpField("Content-Type", "text/html"), new HttpField("x", "1"));
    }

    [Fact]
    public void Write_eol_framing_and_pace_beside_attempts_hold_for_each_that_says_nothing_else()
    {
        var s = Yaml.Load("protocol: sse\nwrite: whole\neol: crlf\nframing: close\nattempts: [ { steps: [ { token: a }, { token: b } ] }, { eol: cr, framing: chunked, steps: [ { token: a } ] } ]");
        s.Plan().Story().Should().Equal("200 close", "data: a␍␊␍␊data: b␍␊␍␊", "close");
        s.Plan(attempt: 2).Story().Should().Equal("200 chunked", "data: a␍␍", "close");
    }

    [Fact]
    public void A_list_of_cuts_may_stand_alone_at_the_top()
    {
        Yaml.Load("protocol: sse\nwrite: [whole, byte]\nsteps: [ { token: a } ]").Cells.Select(c => c.ToString()).Should().Equal("[write=whole]", "[write=byte]");
        Yaml.Load("protocol: sse\nwrite: every-cut\nsteps: [ { token: a } ]").Cells.Should().HaveCount(8);
        Yaml.Load("protocol: sse\neol: crlf\nwrite: [crlf-split]\nsteps: [ { token: a } ]").Cells.Should().ContainSingle("the frames have CRLF all the same");
    }

    [Fact]
    public void Settings_hold_from_where_they_stand()
    {
        var s = Yaml.Load("protocol: sse\nsteps: [ { token: a }, { write: bytes(5) }, { eol: cr }, { token: b }, { write: whole }, { token: c }, { flush: }, { token: d }, { token: e } ]");
        s.Plan().Story().Should().Equal("200 chunked", "data: a␊␊", "data:", " b␍␍", "data: c␍␍", "data: d␍␍data: e␍␍", "close");
    }

    [Fact]
    public void Times_and_gates_stand_between_writes()
    {
        var s = Yaml.Load("protocol: sse\nwrite: whole\nhead-after: 5ms\nsteps: [ { token: a }, { wait: 20ms }, { token: b }, { gate: go }, { gate: reported(2) }, { stall: 30s }, { token: c } ]");
        s.Plan().Story().Should().Equal("wait 5ms", "200 chunked", "data: a␊␊", "wait 20ms", "data: b␊␊", "gate go", "gate reported(2)", "stall 30000ms", "data: c␊␊", "close");
        s.Plan().Ops.OfType<PlanOp.Gate>().Select(g => g.Reported).Should().Equal(null, 2);
    }
}
