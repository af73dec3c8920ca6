using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using FluentAssertions;
using Xunit;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>An https upstream: plain to the client, with certificates held to the rules unless it is told otherwise.</summary>
public sealed class RecordedTlsTests
{
    private const string Answer = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n9\r\ndata: a\n\n\r\n0\r\n\r\n";

    [Fact]
    public async Task With_any_certificate_the_stream_comes_through()
    {
        using var listener = Listen();
        var serving = ServeAsync(listener);
        await using var rig = Rig.Before(new RecordingOptions(Address(listener)) { AnyCertificate = true });
        using (var client = rig.Connect())
        {
            client.Send(RawClient.Get()).ReadTo("0\r\n\r\n").Should().Be(Answer);
        }

        (await rig.EndedAsync()).End.How.Should().Be(RecordedEnding.Clean);
        (await serving).Should().Contain($"Host: localhost:{Address(listener).Port}\r\n");
    }

    [Fact]
    public async Task A_certificate_that_nobody_signed_is_no_connection()
    {
        using var listener = Listen();
        var serving = ServeAsync(listener);
        await using var rig = Rig.Before(new RecordingOptions(Address(listener)));
        using var client = rig.Connect();
        client.Send(RawClient.Get()).TextToEnd().Text.Should().StartWith("HTTP/1.1 502 ");
        (await rig.EndedAsync()).End.How.Should().Be(RecordedEnding.Unreachable);
        await serving.ContinueWith(_ => { }, TestContext.Current.CancellationToken);
    }

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static Uri Address(TcpListener listener) => new($"https://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}");

    private static async Task<string> ServeAsync(TcpListener listener)
    {
        using var peer = await listener.AcceptTcpClientAsync();
        await using var secure = new SslStream(peer.GetStream());
        using var certificate = Certificate();
        await secure.AuthenticateAsServerAsync(certificate);
        var buffer = new byte[4096];
        var n = await secure.ReadAsync(buffer);
        await secure.WriteAsync(Encoding.ASCII.GetBytes(Answer));
        _ = await secure.ReadAsync(new byte[1]);
        return Encoding.ASCII.GetString(buffer, 0, n);
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var now = Clock.Real.UtcNow;
        using var plain = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(plain.Export(X509ContentType.Pkcs12), null);
    }
}
