using System.Net;
using System.Net.Sockets;
using EdgeQuake.FakeServer;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>Connections of a load: TLS, HTTP/2, told addresses, and which stream opened one.</summary>
public sealed class ConnectionTests
{
    private const string Words = "scenario: words\nprotocol: edgequake\nsteps: [ { wait: 30ms }, { tokens: [a, b, c] }, { done: } ]";

    [Theory]
    [InlineData(Transport.Tcp)]
    [InlineData(Transport.Tls)]
    [InlineData(Transport.H2c)]
    [InlineData(Transport.H2)]
    public async Task Every_transport_is_loaded_with_the_version_that_was_asked_for(Transport transport)
    {
        await using var server = await ServeAsync(transport);
        var seen = new System.Collections.Concurrent.ConcurrentBag<Version>();

        var run = await LoadAsync(server, Asked(server, transport), new LoadOptions { ClockProbe = false, Seen = r => seen.Add(r.Version) });

        run.Summary.Complete.Should().Be(6, run.FailedStreams.Count > 0 ? run.FailedStreams[0].Message : "");
        var version = transport is Transport.H2 or Transport.H2c ? HttpVersion.Version20 : HttpVersion.Version11;
        seen.Should().OnlyContain(v => v == version);
        run.Load.Via.Should().Contain(transport is Transport.H2 or Transport.H2c ? "HTTP/2" : "HTTP/1.1");
    }

    [Fact]
    public async Task A_certificate_of_nobody_is_refused_unless_told_otherwise_and_that_is_in_every_report()
    {
        await using var server = await ServeAsync(Transport.Tls);

        var refused = await LoadAsync(server, p => p);
        var insecure = await LoadAsync(server, p => p with { Insecure = true });

        refused.Refusal!.Kind.Should().Be("unreachable");
        insecure.Summary.Complete.Should().Be(6);
        new[] { LoadConsole.Table(insecure), LoadMarkdown.Render(insecure), LoadHtml.Render(insecure), RunJson.Write(insecure) }.Should().OnlyContain(t => t.Contains("NOT CHECKED", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_authority_is_not_trusted()
    {
        await using var server = await ServeAsync(Transport.Tls);
        using var key = System.Security.Cryptography.ECDsa.Create();
        using var other = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=other", key, System.Security.Cryptography.HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));

        (await LoadAsync(server, p => p with { CaCert = other.ExportCertificatePem() })).Refusal!.Kind.Should().Be("unreachable");
    }

    [Fact]
    public async Task A_told_address_is_asked_under_the_hosts_own_name()
    {
        await using var server = await ServeAsync(Transport.Tcp);
        var port = server.BaseAddress.Port;

        var run = await LoadAsync(server, p => p with { Target = new Uri($"http://no.such.host.invalid:{port}/query/stream"), Resolve = [new("no.such.host.invalid", port, IPAddress.Loopback)] });

        run.Summary.Complete.Should().Be(6, run.Refusal?.Message);
        server.Journal.Should().OnlyContain(e => e.Facts.Header("host") == $"no.such.host.invalid:{port}");
        run.Load.Via.Should().EndWith($"told by --resolve: no.such.host.invalid:{port}:127.0.0.1");
    }

    [Theory]
    [InlineData(Transport.Tcp)]
    [InlineData(Transport.Tls)]
    public async Task Who_opened_a_connection_is_cold_and_who_found_one_is_warm(Transport transport)
    {
        await using var server = await ServeAsync(transport);
        var asked = Asked(server, transport);

        var run = await LoadAsync(server, p => asked(p) with { Concurrency = 3, Count = 12, NoProbe = true });

        run.Streams.Count(s => s.Cold == true).Should().Be(server.Journal.Select(e => e.Connection).Distinct().Count()).And.BeInRange(3, 6);
        run.Streams.Take(3).Should().OnlyContain(s => s.Cold == true && s.Connected >= s.Started && s.Connected <= s.Headers);
        run.Summary.Of("connect").Count.Should().Be(run.Summary.Of("ttft-cold").Count);
        (run.Summary.Of("ttft-cold").Count + run.Summary.Of("ttft-warm").Count).Should().Be(12);
    }

    [Fact]
    public async Task Connected_is_after_tls()
    {
        await using var server = await ServeAsync(Transport.Tls);
        var asked = Asked(server, Transport.Tls);

        // TCP stands at once, by the kernel; TLS cannot before the relay moves its bytes.
        var wait = TimeSpan.FromMilliseconds(150);
        using var relay = new TcpListener(IPAddress.Loopback, 0);
        relay.Start();
        var relaying = RelayAsync(relay, server.BaseAddress.Port, wait);
        var run = await LoadAsync(server, p => asked(p) with { Target = new UriBuilder(server.BaseAddress) { Port = ((IPEndPoint)relay.LocalEndpoint).Port }.Uri, Concurrency = 1, Count = 1, NoProbe = true });

        await relaying;
        var stream = run.Streams.Should().ContainSingle(s => s.Complete && s.Cold == true).Subject;
        (stream.Connected!.Value - stream.Started).Should().BeGreaterThanOrEqualTo(wait);
    }

    private static async Task RelayAsync(TcpListener relay, int port, TimeSpan wait)
    {
        using var client = await relay.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        Clock.Real.SleepUntil(Clock.Real.Now + wait);
        using var server = new TcpClient();
        await server.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
        await Task.WhenAny(client.GetStream().CopyToAsync(server.GetStream()), server.GetStream().CopyToAsync(client.GetStream()));
    }

    [Theory]
    [InlineData("a.example:443:127.0.0.1", "a.example:443:127.0.0.1")]
    [InlineData("a:80:[::1]", "a:80:::1")]
    [InlineData("a:80:::1", "a:80:::1")]
    [InlineData("a:80", null)]
    [InlineData(":80:1.2.3.4", null)]
    [InlineData("a:0:1.2.3.4", null)]
    [InlineData("a:80:b", null)]
    public void A_told_address_is_read(string word, string? same) => ResolvedHost.Parse(word)?.ToString().Should().Be(same);

    private static Task<FakeSseServer> ServeAsync(Transport transport) =>
        FakeSseServer.StartAsync(ScenarioFile.Parse(Words, "test").Scenarios.Single(), new FakeServerOptions { Transport = transport, Lane = transport is Transport.H2 or Transport.H2c ? LaneKind.Kestrel : LaneKind.Socket }, TestContext.Current.CancellationToken);

    private static Func<LoadProfile, LoadProfile> Asked(FakeSseServer server, Transport transport) => p => p with { Http2 = transport is Transport.H2 or Transport.H2c, CaCert = server.Authority?.ExportCertificatePem() };

    private static Task<LoadResult> LoadAsync(FakeSseServer server, Func<LoadProfile, LoadProfile> change, LoadOptions? options = null) =>
        Scenarios.LoadAsync(server, change, options, Scenarios.Guard(TestContext.Current.CancellationToken));
}
