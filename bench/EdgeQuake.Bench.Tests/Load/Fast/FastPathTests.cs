using System.Net;
using System.Net.Sockets;
using System.Text;
using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>Our own client says what HttpClient says, byte for byte where it can speak; where it cannot, HttpClient does, and the report tells.</summary>
public sealed class FastPathTests
{
    private static readonly LoadProfile Plain = new() { Target = new("http://127.0.0.1:1/"), Concurrency = 1, Count = 1 };

    public static TheoryData<string> Built { get; } =
        new(BuiltInScenarios.All.Where(s => s.Id.StartsWith("twenty/", StringComparison.Ordinal)).Select(s => s.Id));

    [Fact]
    public void Where_it_speaks()
    {
        var why = OperatingSystem.IsLinux() ? null : "no Linux";

        FastPath.WhyNot(Plain, LoadOptions.Default).Should().Be(why);
        FastPath.WhyNot(Plain with { Target = new("https://127.0.0.1:1/") }, LoadOptions.Default).Should().Be(why ?? "TLS");
        FastPath.WhyNot(Plain with { Http2 = true }, LoadOptions.Default).Should().Be(why ?? "HTTP/2");
        FastPath.WhyNot(Plain, new LoadOptions { FastPath = false }).Should().Be("left out");
        FastPath.WhyNot(Plain, new LoadOptions { Handler = () => new SocketsHttpHandler() }).Should().Be("the caller brings its own connections");
    }

    [Theory]
    [MemberData(nameof(OutcomeTests.Rows), MemberType = typeof(OutcomeTests))]
    public async Task Both_paths_class_a_stream_alike(string id, string script, StreamClass kind, string message)
    {
        var (fast, slow) = await BothAsync(OutcomeTests.Yaml(id, script));

        fast.Should().OnlyContain(s => s.Class == kind, message);
        fast.Select(Told).Should().Equal(slow.Select(Told));
    }

    [Theory]
    [MemberData(nameof(Built))]
    public async Task Both_paths_read_the_twenty_streams_alike(string id)
    {
        var scenario = BuiltInScenarios.All.Single(s => s.Id == id);
        await using var server = await FakeSseServer.StartAsync(scenario, cancellation: TestContext.Current.CancellationToken);

        var (fast, slow) = (await PlayAsync(server, true, scenario), await PlayAsync(server, false, scenario));

        fast.Select(Told).Should().Equal(slow.Select(Told));
    }

    [Fact]
    public async Task The_report_says_which_path_was_used()
    {
        await using var server = await Scenarios.ServeAsync("scenario: a\nprotocol: edgequake\nsteps: [ { token: a }, { done: } ]");

        (await Scenarios.LoadAsync(server, cancellation: Scenarios.Guard(TestContext.Current.CancellationToken))).Load.Via.Should().Be(OperatingSystem.IsLinux() ? FastPath.Via : InlineSockets.Via);
        (await Scenarios.LoadAsync(server, options: new LoadOptions { ClockProbe = false, FastPath = false }, cancellation: Scenarios.Guard(TestContext.Current.CancellationToken))).Load.Via.Should().Be(InlineSockets.Via);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-length: 18\r\n\r\ndata: a\n\ndata: b\n\n", StreamClass.Complete, 2)]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\ndata: a\n\n", StreamClass.Complete, 1)]
    [InlineData("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-length: 99\r\n\r\ndata: a\n\n", StreamClass.Network, 1)]
    [InlineData("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n", StreamClass.Network, 0)]
    [InlineData("SSH-2.0-OpenSSH\r\n", StreamClass.Network, 0)]
    [InlineData("HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n<p>no</p>", StreamClass.Protocol, 0)]
    [InlineData("", StreamClass.Network, 0)]
    public async Task Answers_by_hand(string answer, StreamClass kind, int tokens)
    {
        foreach (var cut in new[] { 1000, 1 })
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            var serving = AnswerAsync(listener, Encoding.ASCII.GetBytes(answer), cut, TestContext.Current.CancellationToken);

            var run = await LoadEngine.RunAsync(
                new LoadProfile { Target = new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/"), Protocol = Protocol.Sse, Concurrency = 1, Count = 1, NoProbe = true, Idle = TimeSpan.FromSeconds(5) },
                new LoadOptions { ClockProbe = false }, Scenarios.Guard(TestContext.Current.CancellationToken));
            await serving;

            run.Streams.Should().ContainSingle().Which.Should().Match<StreamTimeline>(s => s.Class == kind && s.Tokens.Count == tokens, "cut at {0}: {1}", cut, run.Streams[0].Message);
        }
    }

    [Fact]
    public async Task A_kept_connection_that_was_closed_is_replaced_and_nothing_is_asked_twice()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        const string answer = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-length: 9\r\n\r\ndata: a\n\n";
        var serving = Task.Run(async () =>
        {
            for (var i = 0; i < 3; i++)
            {
                await AnswerAsync(listener, Encoding.ASCII.GetBytes(answer), 1000, TestContext.Current.CancellationToken);
            }
        }, TestContext.Current.CancellationToken);

        var run = await LoadEngine.RunAsync(
            new LoadProfile { Target = new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/"), Protocol = Protocol.Sse, Concurrency = 1, Count = 3, NoProbe = true },
            new LoadOptions { ClockProbe = false }, Scenarios.Guard(TestContext.Current.CancellationToken));
        await serving;

        run.Streams.Should().HaveCount(3).And.OnlyContain(s => s.Complete && s.Cold == true);
    }

    private static string Told(StreamTimeline s) => $"{s.Number}: {s.Class}, {s.Status}, {s.Tokens.Count} tokens, {s.Events} events, {s.Bytes} bytes, {s.RequestId}, {s.RetryAfter}"
        + (s.Class is StreamClass.Network ? "" : $", {s.Message}");

    private static async Task<(IReadOnlyList<StreamTimeline> Fast, IReadOnlyList<StreamTimeline> Slow)> BothAsync(string yaml)
    {
        await using var server = await Scenarios.ServeAsync(yaml);
        return (await PlayAsync(server, true), await PlayAsync(server, false));
    }

    private static async Task<IReadOnlyList<StreamTimeline>> PlayAsync(FakeSseServer server, bool fast, Scenario? scenario = null) => (await Scenarios.LoadAsync(
        server, p => p with { Count = 3, Concurrency = 1, NoProbe = true, Idle = TimeSpan.FromSeconds(2), Protocol = scenario?.Protocol ?? p.Protocol, Shape = scenario?.Shape ?? p.Shape },
        new LoadOptions { ClockProbe = false, FastPath = fast }, Scenarios.Guard(TestContext.Current.CancellationToken))).Streams;

    /// <summary>One connection, one answer to whatever is asked, in pieces, and the end.</summary>
    private static async Task AnswerAsync(TcpListener listener, byte[] answer, int cut, CancellationToken cancellation)
    {
        using var client = await listener.AcceptTcpClientAsync(cancellation);
        client.NoDelay = true;
        var stream = client.GetStream();
        _ = await stream.ReadAsync(new byte[4096], cancellation);
        try
        {
            foreach (var piece in answer.Chunk(cut))
            {
                await stream.WriteAsync(piece, cancellation);
                await Task.Yield();
            }
        }
        catch (IOException)
        {
            // Whoever has seen enough of a wrong answer hangs up: how the stream was classed is what is judged.
        }
    }
}
