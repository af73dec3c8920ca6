using FluentAssertions;
using Xunit;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>One scripted write is one send, on the whole way from plan to wire, and a paced one allocates nothing.</summary>
public sealed class SendTests
{
    private const int Tokens = 400;
    private static readonly byte[] Request = "GET /query/stream HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"u8.ToArray();

    [Theory]
    [InlineData("", "event", Tokens + 1)]
    [InlineData("pace: { ttft: 1ms, itl: 200us }\n", "event", Tokens + 1)]
    [InlineData("", "whole", 1)]
    [InlineData("", "bytes(64)", -1)]
    public async Task One_scripted_write_is_one_send(string pace, string write, int writes)
    {
        var scenario = Script(pace, write);
        var expected = Planner.Render(scenario, new PlanInput(Cell.Default, 0, 1, 0, 0, null)).Ops.OfType<PlanOp.Write>().Select(w => w.Body.Length).ToArray();

        var wire = await PlayAsync(scenario);

        // The head, the writes, the zero chunk. A chunk is its size in hex, CRLF, body, CRLF.
        wire.Sends.Take(wire.Count).Skip(1).SkipLast(1).Select(s => s.Bytes).Should().Equal(expected.Select(n => $"{n:x}".Length + 4 + n));
        expected.Length.Should().Be(writes < 0 ? expected.Length : writes).And.BePositive();
    }

    [Fact]
    public async Task A_paced_token_allocates_not_one_byte_from_deadline_to_send()
    {
        var wire = await PlayAsync(Script("pace: { ttft: 1ms, itl: 200us }\n", "event"));

        // The first half compiles the path; of the rest every send is on the pacer's thread, and nothing was allocated there between two of them.
        var steady = wire.Sends.Take(wire.Count - 2).Skip(Tokens / 2).ToArray();
        steady.Select(s => s.Thread).Distinct().Should().ContainSingle("a paced stream stays on the pacer's thread");
        steady.Zip(steady.Skip(1), (a, b) => b.Allocated - a.Allocated).Should().OnlyContain(bytes => bytes == 0);
    }

    private static Scenario Script(string pace, string write) => ScenarioFile.Parse(
        $$"""
        scenario: sends
        protocol: edgequake
        write: {{write}}
        {{pace}}steps: [ { repeat: { times: {{Tokens}}, steps: [ { token: "tick " } ] } }, { done: } ]
        """,
        "sends").Scenarios.Single();

    private static async Task<CountingWire> PlayAsync(Scenario scenario)
    {
        // A pacer of its own: on the process's, streams of other tests would allocate between two sends.
        var options = new FakeServerOptions { Clock = new OwnClock() };
        using var stage = new Stage(options, new ScriptedRun(scenario, options, Planner.Render, 0), null);
        var wire = new CountingWire(Request, 2000);
        using var connection = new Connection(stage, wire);
        await connection.RunAsync().WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        return wire;
    }

    /// <summary>The real time under another name, so that the stage makes a pacer for it alone.</summary>
    private sealed class OwnClock : Clock
    {
        public override TimeSpan Now => Real.Now;

        public override DateTimeOffset UtcNow => Real.UtcNow;

        public override void SleepUntil(TimeSpan deadline) => Real.SleepUntil(deadline);
    }
}
