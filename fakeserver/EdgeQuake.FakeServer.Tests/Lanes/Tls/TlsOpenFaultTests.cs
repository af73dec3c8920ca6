using System.Security.Authentication;
using FluentAssertions;
using Xunit;
using static EdgeQuake.FakeServer.Tests.Scripts;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>The faults of a connection on a TLS port: those that come before the handshake, and those inside it.</summary>
public sealed class TlsOpenFaultTests
{
    private static readonly FakeServerOptions Tls = FakeServerOptions.Default with { Transport = Transport.Tls };

    private static Plan Fault(OpenFault fault) => Plan(new PlanOp.Open(fault));

    [Theory]
    [InlineData(OpenFault.TlsFail, "485454502f312e3120343030")] // HTTP/1.1 400
    [InlineData(OpenFault.TlsAlert, "15030300020228")] // alert, TLS 1.2, fatal handshake_failure
    public async Task A_handshake_is_answered_by_something_else_and_takes_an_attempt(OpenFault fault, string first)
    {
        await using var server = await StartAsync(Tls, Fault(fault), Answer("data: a\n\n"));
        using (var client = RawClient.Connect(server.BaseAddress))
        {
            var (bytes, end) = client.Send("\u0016\u0003\u0001 as if a ClientHello").ReadToEnd();
            Convert.ToHexStringLower(bytes).Should().StartWith(first);
            end.Should().Be("fin");
        }

        using var second = RawTlsClient.Connect(server.BaseAddress);
        second.Send(RawClient.Get()).ReadTo("0\r\n\r\n").Should().Contain("data: a");
        var entries = await server.EntriesAsync();
        entries.Select(e => (e.Attempt, e.Facts.Method, e.End!.Asked, e.End.Done)).Should().Equal((1, "", Words.Of(fault), Words.Of(fault)), (2, "GET", "close", "close"));
    }

    [Fact]
    public async Task Reset_on_accept_comes_before_the_handshake()
    {
        await using var server = await StartAsync(Tls, Fault(OpenFault.ResetOnAccept), Answer("data: a\n\n"));
        using var client = RawClient.Connect(server.BaseAddress);
        client.TextToEnd().Should().Be(("", "reset"));
    }

    [Theory]
    [InlineData(OpenFault.ResetOnRequest, "reset", false)]
    [InlineData(OpenFault.CloseOnRequest, "close-notify", false)]
    [InlineData(OpenFault.Garbage, "close-notify", true)]
    public async Task The_request_is_read_inside_TLS_and_no_head_is_answered(OpenFault fault, string seen, bool bytes)
    {
        await using var server = await StartAsync(Tls, Fault(fault));
        using var client = RawTlsClient.Connect(server.BaseAddress);
        var (text, end) = client.Send(RawClient.Get()).TextToEnd();
        end.Should().Be(seen);
        text.Should().NotStartWith("HTTP/");
        (text.Length > 0).Should().Be(bytes);
        (await server.OnlyEntryAsync()).Should().Match<JournalEntry>(e => e.End!.Done == Words.Of(fault) && e.HeadSentAt == null && e.Facts.Path == "/query/stream");
    }

    [Fact]
    public async Task Silent_shakes_hands_and_reads_the_request()
    {
        await using var server = await StartAsync(Tls, Fault(OpenFault.Silent));
        using (RawTlsClient.Connect(server.BaseAddress).Send(RawClient.Get()))
        {
            await server.RequestedAsync();
        }

        (await server.OnlyEntryAsync()).End.Should().Match<JournalEnd>(e => e.Asked == "silent" && e.Done == "peer-closed");
    }

    [Fact]
    public async Task A_client_that_speaks_plain_text_fails_the_handshake_and_is_entered()
    {
        await using var server = await StartAsync(Tls, Answer("data: a\n\n"));
        using (var client = RawClient.Connect(server.BaseAddress))
        {
            client.Send(RawClient.Get()).ReadToEnd().End.Should().Be("fin");
        }

        var entry = await server.OnlyEntryAsync();
        (entry.Facts.Method, entry.Attempt, entry.End!.Asked, entry.HeadSentAt).Should().Be(("", 0, "handshake", null));
        entry.Notes.Should().ContainSingle(n => n.StartsWith("note TLS: ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(TlsKind.Expired)]
    [InlineData(TlsKind.WrongHost)]
    public async Task A_client_that_checks_certificates_refuses_a_bad_one_and_is_entered(TlsKind kind)
    {
        await using var server = await StartAsync(Tls with { Tls = kind }, Answer("data: a\n\n"));
        using var client = server.CreateClient();
        var get = () => client.GetStringAsync(new Uri("query/stream", UriKind.Relative), TestContext.Current.CancellationToken);
        (await get.Should().ThrowAsync<HttpRequestException>()).Which.Should().Match<HttpRequestException>(e =>
            e.HttpRequestError == HttpRequestError.SecureConnectionError && e.InnerException is AuthenticationException);
        await server.RequestedAsync();
        (await server.EntriesAsync()).Should().OnlyContain(e => e.End!.Asked == "handshake" && e.Facts.Method == "");
    }

    [Theory]
    [InlineData(LaneKind.Socket)]
    [InlineData(LaneKind.Memory)]
    public async Task A_client_that_trusts_our_authority_reads_the_answer(LaneKind lane)
    {
        await using var server = await StartAsync(Tls with { Lane = lane }, Answer("data: a\n\n"));
        server.BaseAddress.Scheme.Should().Be("https");
        server.AuthorityPem.Should().StartWith("-----BEGIN CERTIFICATE-----");
        server.Authority!.HasPrivateKey.Should().BeFalse();
        using var client = server.CreateClient();
        (await client.GetStringAsync(new Uri("query/stream", UriKind.Relative), TestContext.Current.CancellationToken)).Should().Be("data: a\n\n");
    }

    [Fact]
    public async Task A_client_that_does_not_trust_it_refuses_a_good_certificate()
    {
        await using var server = await StartAsync(Tls, Answer("data: a\n\n"));
        using var client = new HttpClient();
        var get = () => client.GetStringAsync(new Uri(server.BaseAddress, "query/stream"), TestContext.Current.CancellationToken);
        (await get.Should().ThrowAsync<HttpRequestException>()).Which.HttpRequestError.Should().Be(HttpRequestError.SecureConnectionError);
    }
}
