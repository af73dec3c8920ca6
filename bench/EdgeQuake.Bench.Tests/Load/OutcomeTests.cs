using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>Every way a stream can end is found, and only the right one is a success.</summary>
public sealed class OutcomeTests
{
    public static TheoryData<string, string, StreamClass, string> Rows => new()
    {
        { "complete", "steps: [ { tokens: [a, b] }, { done: } ]", StreamClass.Complete, "" },
        { "truncated", "steps: [ { tokens: [a, b] } ]", StreamClass.Truncated, "the body ended without the end mark after 2 tokens" },
        { "cut", "steps: [ { tokens: [a, b] }, { fin: } ]", StreamClass.Network, "*after 2 tokens" },
        { "reset", "steps: [ { tokens: [a, b] }, { reset: } ]", StreamClass.Network, "*after 2 tokens" },
        { "error", "steps: [ { token: a }, { error: { message: no model, code: STREAM_ERROR } } ]", StreamClass.Server, "error frame after 1 tokens: STREAM_ERROR no model" },
        { "malformed", "steps: [ { token: a }, { raw: \"data: {\\\"chunk\\\":\\\"Qua\\n\\n\" }, { token: b }, { done: } ]", StreamClass.Protocol, "1 frames could not be read" },
        { "stall", "steps: [ { token: a }, { stall: } ]", StreamClass.Timeout, "no byte for 0.3 s after 1 tokens" },
        { "limited", "{ status: 429, headers: { retry-after: \"2\" }, body: '{\"error\":\"slow down\"}' }", StreamClass.Limited, "429 Too Many Requests: {\"error\":\"slow down\"}" },
        { "overloaded", "{ status: 503, body: 'busy' }", StreamClass.Limited, "503 Service Unavailable: busy" },
        { "broken", "{ status: 500, body: 'oops' }", StreamClass.Http, "500 Internal Server Error: oops" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Each_end_has_its_class(string id, string script, StreamClass kind, string message)
    {
        await using var server = await Scenarios.ServeAsync(Yaml(id, script));

        var run = await Scenarios.LoadAsync(server, p => p with { Count = 3, Idle = TimeSpan.FromMilliseconds(300) }, cancellation: Scenarios.Guard(TestContext.Current.CancellationToken));

        run.Refusal.Should().BeNull();
        run.Streams.Should().HaveCount(3).And.OnlyContain(s => s.Class == kind);
        run.Streams.Select(s => s.Message ?? "").Should().OnlyContain(m => Matches(m, message));
        run.Summary.Complete.Should().Be(kind == StreamClass.Complete ? 3 : 0);
        run.ExitCode.Should().BeOneOf([kind == StreamClass.Complete ? 0 : 1, 4], "4 speaks of a machine that had no time for it");
        server.Journal.Should().HaveCount(4, "one probe stream goes before three, and nothing is sent twice");
    }

    [Fact]
    public async Task A_mix_is_counted_exactly()
    {
        await using var server = await Scenarios.ServeAsync("""
            scenario: mix
            protocol: edgequake
            attempts:
              - steps: [ { tokens: [a, b] }, { done: } ]
              - steps: [ { tokens: [a, b] }, { done: } ]
              - steps: [ { tokens: [a, b] } ]
              - steps: [ { token: a }, { error: { message: no, code: STREAM_ERROR } } ]
              - steps: [ { token: a }, { reset: } ]
              - { status: 429, body: no }
              - steps: [ { tokens: [a, b] }, { done: } ]
            then: loop
            """);

        // One at a time, the probe stream left out: stream n gets attempt n, so the mix is known to the stream.
        var run = await Scenarios.LoadAsync(server, p => p with { Concurrency = 1, Count = 14, NoProbe = true }, cancellation: Scenarios.Guard(TestContext.Current.CancellationToken));

        StreamClass[] script = [StreamClass.Complete, StreamClass.Complete, StreamClass.Truncated, StreamClass.Server, StreamClass.Network, StreamClass.Limited, StreamClass.Complete];
        run.Streams.Select(s => s.Class).Should().Equal(script.Concat(script));
        run.Summary.Failed.Should().Be(8);
        run.Summary.Of("ttft").Infinite.Should().Be(8);
        run.Summary.Tokens.Events.Should().Be(12);
        run.Summary.Tokens.Lost.Should().Be(8);
        run.FailedStreams.Should().HaveCount(8);
        run.ExitCode.Should().BeOneOf([1, 4], "4 speaks of a machine that had no time for it");
    }

    [Theory]
    [InlineData("openai-chat", "[ { tokens: [a, b] }, { done: } ]", StreamClass.Complete)]
    [InlineData("openai-chat", "[ { tokens: [a, b] } ]", StreamClass.Truncated)]
    [InlineData("sse", "[ { tokens: [a, b] } ]", StreamClass.Complete)]
    [InlineData("sse", "[ { tokens: [a, b] }, { fin: } ]", StreamClass.Network)]
    public async Task Each_protocol_has_its_own_end(string protocol, string steps, StreamClass kind)
    {
        await using var server = await Scenarios.ServeAsync($"scenario: end\nprotocol: {protocol}\nsteps: {steps}");

        var run = await Scenarios.LoadAsync(server, p => p with { Protocol = Words.Parse<Protocol>(protocol)!.Value }, cancellation: Scenarios.Guard(TestContext.Current.CancellationToken));

        run.Streams.Should().HaveCount(6).And.OnlyContain(s => s.Class == kind && s.Tokens.Count == 2);
    }

    [Theory]
    [InlineData(Shape.V1, "")]
    [InlineData(Shape.V2, ", { done: }")]
    public async Task Each_shape_of_the_server_is_read(Shape shape, string end)
    {
        await using var server = await Scenarios.ServeAsync($"scenario: shape\nprotocol: edgequake\nshape: {Words.Of(shape)}\nsteps: [ {{ tokens: [Edge, Quake] }}{end} ]");

        var run = await Scenarios.LoadAsync(server, p => p with { Shape = shape }, cancellation: Scenarios.Guard(TestContext.Current.CancellationToken));

        run.Streams.Should().OnlyContain(s => s.Complete && s.Tokens.Count == 2 && s.Tokens.Sum(t => t.Characters) == 9);
        server.Journal.Should().OnlyContain(e => e.Facts.Method == "POST" && e.Facts.Path == "/api/v1/query/stream");
    }

    internal static string Yaml(string id, string script) =>
        script.StartsWith('{') ? $"scenario: {id}\nprotocol: edgequake\nattempts: [ {script} ]" : $"scenario: {id}\nprotocol: edgequake\n{script}";

    private static bool Matches(string text, string pattern) =>
        pattern.StartsWith('*') ? text.EndsWith(pattern[1..], StringComparison.Ordinal) && text.Length > pattern.Length : text == pattern;
}
