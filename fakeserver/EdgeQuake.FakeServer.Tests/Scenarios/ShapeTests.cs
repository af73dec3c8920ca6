using FluentAssertions;

using Xunit;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>A script without a shape: played as documented where that can say it, and re-targeted to what a client's api speaks.</summary>
public sealed class ShapeTests
{
    [Theory]
    [InlineData("steps: [ { token: a } ]", "data: {\"chunk\":\"a\",\"type\":\"token\"}\n\n")]
    [InlineData("steps: [ { thinking: hm }, { token: a } ]", "data: {\"type\":\"thinking\",\"content\":\"hm\"}\n\ndata: {\"type\":\"token\",\"content\":\"a\"}\n\n")]
    public void Where_none_is_named_the_first_that_can_is_played(string keys, string body) => Yaml.Load(keys).Plan().Body().Should().Be(body);

    [Fact]
    public void Another_protocol_or_shape_is_a_copy_with_two_members_changed()
    {
        var s = Yaml.Load("protocol: sse\nsteps: [ { token: a }, { done: } ]");
        (s with { Protocol = Protocol.Edgequake, Shape = Shape.V2 }).Plan().Body().Should().Be("data: {\"type\":\"token\",\"content\":\"a\"}\n\ndata: " + EncoderTests.DoneV2(tokens: 1) + "\n\n");
        (s with { Protocol = Protocol.OpenaiChat }).Plan().Body().Should().Contain("{\"content\":\"a\"}").And.EndWith("data: [DONE]\n\n");
        s.Plan().Body().Should().Be("data: a\n\n");
    }

    [Fact]
    public void What_a_target_cannot_say_is_a_value_to_ask_for_and_never_a_frame_left_out()
    {
        var s = Yaml.Load("steps: [ { token: a }, { thinking: hm } ]");
        Planner.CanRender(s, Protocol.Edgequake, Shape.V2).Should().BeNull();
        var problem = Planner.CanRender(s, Protocol.Edgequake, Shape.V1);
        problem!.ToString().Should().Be("x.yaml:2:28: edgequake v1 has no frame for 'thinking'; expected a verb of that protocol and shape");
        var render = () => (s with { Shape = Shape.V1 }).Plan();
        render.Should().Throw<FakeServerException>().WithMessage(problem.ToString());
    }

    [Fact]
    public void A_cells_shape_goes_before_the_scenarios()
    {
        var s = Yaml.Load("shape: documented\nmatrix: { shape: [documented, v2, v1] }\nsteps: [ { token: a } ]");
        s.Cells.Select(c => s.Plan(c).Body()).Should().Equal("data: {\"chunk\":\"a\",\"type\":\"token\"}\n\n", "data: {\"type\":\"token\",\"content\":\"a\"}\n\n", "data: a\n\n");
    }

    [Theory]
    [InlineData("steps: [ { token: a } ]", "memory socket testhost kestrel")]
    [InlineData("steps: [ { reset: } ]", "memory socket kestrel")]
    [InlineData("steps: [ { part: { of: { token: a }, bytes: 1 } }, { fin: } ]", "memory socket")]
    [InlineData("steps: [ { repeat: { times: 1, steps: [ { bad-chunk: } ] } } ]", "memory socket")]
    [InlineData("framing: close\nsteps: []", "memory socket")]
    [InlineData("length: 5\nsteps: []", "memory socket")]
    [InlineData("fault: silent", "memory socket kestrel")]
    [InlineData("fault: refuse", "socket")]
    [InlineData("fault: reset-on-accept", "socket")]
    [InlineData("steps: []\nthen: refuse", "socket")]
    [InlineData("lanes: [socket]\nsteps: []", "socket")]
    [InlineData("fault: unreachable", "socket")]
    [InlineData("fault: close-on-request", "memory socket")]
    [InlineData("headers: { connection: close }\nsteps: []", "memory socket testhost")]
    [InlineData("transport: tcp\nsteps: []", "memory socket")]
    [InlineData("transport: tls\nsteps: []", "memory socket")]
    [InlineData("transport: tls\ntls: no-close-notify\nframing: close\nsteps: []", "memory socket")]
    [InlineData("transport: tls\nfault: tls-fail", "memory socket")]
    [InlineData("transport: h2c\nsteps: [ { reset: { code: cancel } } ]", "kestrel")]
    [InlineData("transport: h2\nsteps: [ { goaway: } ]", "kestrel")]
    [InlineData("transport: h2\nfault: reset-on-request\ncode: refused-stream", "kestrel")]
    [InlineData("steps: [ { reset: connection } ]", "memory socket kestrel")]
    public void The_lanes_of_a_scenario_follow_from_its_verbs(string keys, string lanes) => string.Join(' ', Yaml.Load(keys).Lanes.Select(Words.Of)).Should().Be(lanes);
}
