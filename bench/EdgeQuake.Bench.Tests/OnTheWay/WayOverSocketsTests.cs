using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>Load and probe over real sockets, before a server that is scripted to do what a proxy does: what they print names it.</summary>
public sealed class WayOverSocketsTests
{
    private const string Gzip = """
        scenario: gzip
        protocol: edgequake
        encoding: gzip
        headers: { server: nginx/1.22.1 }
        steps: [ { token: Edge }, { wait: 30ms }, { token: Quake }, { wait: 30ms }, { token: " it" }, { wait: 30ms }, { token: " is" }, { done: } ]
        """;

    private const string Page = """
        scenario: page
        protocol: edgequake
        status: 503
        headers: { server: nginx/1.22.1, content-type: text/html }
        body: "<html>\r\n<body>\r\n<center><h1>503 Service Temporarily Unavailable</h1></center>\r\n<hr><center>nginx/1.22.1</center>\r\n</body>\r\n</html>\r\n"
        """;

    private const string Silent = """
        scenario: silent
        protocol: edgequake
        headers: { server: nginx/1.22.1 }
        steps: [ { tokens: [a, b] }, { wait: 400ms }, { comment: still here }, { wait: 1s }, { fin: } ]
        """;

    [Fact]
    public async Task A_load_reads_what_is_compressed_and_says_so()
    {
        await using var server = await Scenarios.ServeAsync(Gzip);

        var load = await LoadAsync(server, new HttpField("accept-encoding", "gzip"));

        load.Summary.Complete.Should().Be(3);
        load.Way!.Servers.Should().Equal("nginx/1.22.1");
        LoadConsole.Table(load).Should().Contain("answered over").And.Contain("HTTP/1.1 · server nginx/1.22.1").And.Contain("3 of 3 streams: content-encoding gzip").And.Contain("streamed");
        RunJson.Read(RunJson.Write(load), out _)!.Way.Should().BeEquivalentTo(load.Way);
    }

    [Fact]
    public async Task The_probe_asks_for_compression_unless_told()
    {
        await using var server = await Scenarios.ServeAsync(Gzip);

        var probe = await Bench.Probe.RunAsync(new Uri(server.BaseAddress, "/query/stream"), cancellation: Guard);

        probe.ExitCode.Should().Be(0);
        probe.Stream.Tokens.Should().HaveCount(4);
        ProbeConsole.Text(probe).Should().Contain("content-encoding    gzip").And.Contain("on the way");
        server.Journal.Should().ContainSingle().Which.Facts.Header("accept-encoding").Should().Be("gzip, br");
        await Bench.Probe.RunAsync(new Uri(server.BaseAddress, "/query/stream"), new() { Headers = [new("Accept-Encoding", "identity")] }, Guard);
        server.Journal[1].Facts.Header("accept-encoding").Should().Be("identity");
    }

    [Fact]
    public async Task A_coding_that_cannot_be_undone_is_named()
    {
        await using var server = await Scenarios.ServeAsync("scenario: zstd\nprotocol: edgequake\nheaders: { content-encoding: zstd }\nsteps: [ { token: a }, { done: } ]");

        var probe = await Bench.Probe.RunAsync(new Uri(server.BaseAddress, "/query/stream"), cancellation: Guard);

        probe.Refusal!.Message.Should().StartWith("content-encoding 'zstd' cannot be read here; expected none, or gzip, br");
    }

    [Fact]
    public async Task A_proxys_page_is_limited_and_not_the_applications()
    {
        await using var server = await Scenarios.ServeAsync(Page);

        var load = await LoadAsync(server);

        load.Summary.Count(StreamClass.Limited).Should().Be(3);
        load.FailedStreams[0].Message.Should().Be("503 Service Unavailable, a page of nginx/1.22.1 itself");
        LoadConsole.Table(load).Should().Contain("3 of 3 streams: nginx/1.22.1 itself answered 503, not the application: limit_req");
        LoadMarkdown.Render(load).Should().Contain("limit_req");
        LoadHtml.Render(load).Should().Contain("limit_req");
    }

    /// <summary>Whether it was a whole second is for the table: here the machine may be late.</summary>
    [Fact]
    public async Task A_silence_counts_from_the_last_byte_comments_too()
    {
        await using var server = await Scenarios.ServeAsync(Silent);

        var stream = (await Bench.Probe.RunAsync(new Uri(server.BaseAddress, "/query/stream"), cancellation: Guard)).Stream;

        stream.Class.Should().Be(StreamClass.Network);
        (stream.LastByte - stream.LastToken).Should().BeGreaterThan(TimeSpan.FromMilliseconds(300));
        (stream.End - stream.LastByte).Should().BeGreaterThan(TimeSpan.FromMilliseconds(500));
        (stream with { End = stream.LastByte!.Value + TimeSpan.FromSeconds(1) }).Should().Match<StreamTimeline>(s => WayRules.Of(s, false).Single().What.StartsWith("cut after 1 s of silence"));
    }

    [Fact]
    public async Task The_probe_trusts_whom_it_is_told_to_trust_and_shows_version_and_tls()
    {
        await using var server = await FakeSseServer.StartAsync(
            ScenarioFile.Parse("scenario: tls\nprotocol: edgequake\nsteps: [ { tokens: [a, b] }, { done: } ]", "test").Scenarios.Single(), new FakeServerOptions { Transport = Transport.H2 }, TestContext.Current.CancellationToken);
        var address = new UriBuilder(server.BaseAddress) { Host = "localhost", Path = "/query/stream" }.Uri;

        var trusted = await Bench.Probe.RunAsync(address, new() { CaCert = server.AuthorityPem }, Guard);
        var blind = await Bench.Probe.RunAsync(address, new() { Insecure = true }, Guard);
        var strange = await Bench.Probe.RunAsync(address, cancellation: Guard);

        ProbeConsole.Text(trusted).Should().Contain("HTTP/2 · TLS 1.3 · status 200");
        blind.ExitCode.Should().Be(0);
        strange.Refusal!.Message.Should().StartWith("no TLS with https://localhost:").And.Contain("--ca-cert").And.Contain("--insecure");
    }

    private static CancellationToken Guard => Scenarios.Guard(TestContext.Current.CancellationToken);

    private static Task<LoadResult> LoadAsync(FakeSseServer server, params HttpField[] headers) => LoadEngine.RunAsync(
        new LoadProfile { Target = new Uri(server.BaseAddress, "/query/stream"), Concurrency = 1, Count = 3, WarmUp = TimeSpan.Zero, Headers = headers, NoProbe = true }, LoadOptions.Default with { ClockProbe = false }, Guard);
}
