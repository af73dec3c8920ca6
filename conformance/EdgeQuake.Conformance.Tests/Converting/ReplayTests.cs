using System.Net.Sockets;
using System.Text;
using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>Serve, record, convert, serve again: on a raw socket the same bytes with the same end, and the same schedule in the journal's plan.</summary>
public sealed class ReplayTests
{
    private const string Answer = "{ token: Edge }, { wait: 15ms }, { source: 'a#p3' }, { wait: 25ms }, { token: Quäke🦀 }, { wait: 10ms }";

    [Theory]
    [InlineData("steps: [ " + Answer + ", { done: } ]", true)]
    [InlineData("steps: [ " + Answer + ", { done: } ]", false)]
    [InlineData("steps: [ " + Answer + ", { fin: } ]", true)]
    [InlineData("steps: [ " + Answer + ", { reset: } ]", true)]
    [InlineData("steps: [ " + Answer + ", { reset: } ]", false)]
    [InlineData("steps: [ " + Answer + ", { bad-chunk: } ]", true)]
    [InlineData("framing: close\n  steps: [ " + Answer + ", { done: } ]", true)]
    [InlineData("framing: length\n  length: 5000\n  steps: [ " + Answer + " ]", true)]
    [InlineData("write: bytes(7)\n  steps: [ " + Answer + ", { done: } ]", false)]
    [InlineData("shape: v2\n  steps: [ { thinking: hm }, { wait: 12ms }, { token: a }, { done: { stats: { tokens_used: 1 } } } ]", false)]
    [InlineData("status: 503\n  headers: { retry-after: '1' }\n  body: '{\"error\":\"overloaded\"}'", false)]
    public async Task A_replay_is_the_recorded_answer(string keys, bool exact)
    {
        using var file = new MemoryStream();
        var first = await AskThroughAsync(keys, file);
        var recording = RecordingFile.Parse(file.ToArray(), "run.jsonl").Recording!;
        var scenario = Recorded.Load(Conversion.Of(recording, exact).Yaml)[0];
        await using var replay = await FakeSseServer.StartAsync(scenario, cancellation: TestContext.Current.CancellationToken);
        var second = await AskAsync(replay.BaseAddress);
        second.End.Should().Be(first.End);
        Body(second.Bytes).Should().Be(Body(first.Bytes));
        (await replay.SettleAsync(TimeSpan.FromSeconds(30))).Should().BeTrue();
        if (scenario.Exchanges[0].Attempts[0].Body is not null)
            return;
        var reads = RecordedBody.Of(recording.Exchanges[0]).Reads;
        var writes = replay.Journal.Single().Writes;
        writes.Select(w => w.Bytes).Should().Equal(reads.Select(r => r.Bytes.Length));
        writes.Select(w => (w.Planned - writes[0].Planned).TotalMicroseconds).Should().Equal(reads.Select(r => (r.At - reads[0].At).TotalMicroseconds));
    }

    [Fact]
    public async Task Every_line_of_a_recording_fits_its_published_schema()
    {
        using var file = new MemoryStream();
        await AskThroughAsync("steps: [ { token: Edge }, { wait: 10ms }, { hex: 'ff fe' }, { reset: } ]", file);
        var schema = await Schemas.ReadAsync("recording.schema.json");
        var lines = Encoding.UTF8.GetString(file.ToArray()).TrimEnd('\n').Split('\n');
        lines.Should().HaveCountGreaterThan(4);
        foreach (var line in lines)
            schema.Validate(line).Should().BeEmpty(line);
        schema.Validate(lines[^1].Replace("\"reset\"", "\"bang\"", StringComparison.Ordinal)).Should().NotBeEmpty("else the schema says nothing");
    }

    private static async Task<(string Bytes, string End)> AskThroughAsync(string keys, MemoryStream file)
    {
        var set = ScenarioFile.Parse($"- scenario: x\n  {keys}\n", "x.yaml");
        set.Problems.Should().BeEmpty();
        await using var server = await FakeSseServer.StartAsync(set.Scenarios[0], cancellation: TestContext.Current.CancellationToken);
        await using var proxy = RecordingProxy.Start(new RecordingOptions(server.BaseAddress), file);
        var seen = await AskAsync(proxy.BaseAddress);
        await proxy.Finished.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        return seen;
    }

    /// <summary>Everything up to the end, in Latin-1, and whether that was a FIN or an RST.</summary>
    private static async Task<(string Bytes, string End)> AskAsync(Uri address)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        await socket.SendAsync(Encoding.ASCII.GetBytes("GET /query/stream?query=x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), TestContext.Current.CancellationToken);
        var all = new MemoryStream();
        var buffer = new byte[4096];
        try
        {
            for (int n; (n = await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30))) > 0;)
                all.Write(buffer, 0, n);
            return (Encoding.Latin1.GetString(all.ToArray()), "fin");
        }
        catch (SocketException)
        {
            return (Encoding.Latin1.GetString(all.ToArray()), "reset");
        }
    }

    /// <summary>The body without its chunk sizes, which a read that held two chunks makes one of.</summary>
    private static string Body(string answer)
    {
        var cut = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
        return answer.Contains("chunked", StringComparison.OrdinalIgnoreCase)
            ? string.Concat(answer[cut..].Split("\r\n").Where((line, i) => i % 2 == 1))
            : answer[cut..];
    }
}
