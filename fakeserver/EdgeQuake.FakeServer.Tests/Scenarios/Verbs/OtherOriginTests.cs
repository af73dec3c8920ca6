using System.Net;

using FluentAssertions;

using Xunit;

namespace EdgeQuake.FakeServer.Tests;

/// <summary><c>${other-origin}</c>: a second address of the same run, so that a redirect crosses origins; from there the first is the other.</summary>
public sealed class OtherOriginTests
{
    private const string Redirect = "protocol: sse\nattempts: [ { status: 307, headers: { location: \"${other-origin}/b\" }, body: '' }, { steps: [ { raw: \"data: ${other-origin}\\n\\n\" } ] } ]";

    [Fact]
    public async Task A_redirect_leads_to_another_port_of_the_same_run()
    {
        await using var server = await FakeSseServer.StartAsync(Yaml.Load(Redirect), cancellation: TestContext.Current.CancellationToken);
        using var client = RawClient.Connect(server.BaseAddress);
        var head = client.Send(RawClient.Get()).ReadTo("\r\n\r\n");
        var location = new Uri(head.Split("location: ")[1].Split("\r\n")[0]);
        location.Host.Should().Be(server.BaseAddress.Host);
        location.Port.Should().NotBe(server.BaseAddress.Port);
        using var second = RawClient.Connect(location);
        second.Send(RawClient.Get("/b")).ReadTo("0\r\n\r\n").Should().Contain("data: " + server.BaseAddress.GetLeftPart(UriPartial.Authority) + "\n\n");
        (await server.EntriesAsync()).Select(e => e.Attempt).Should().Equal(1, 2);
    }

    [Theory]
    [InlineData(LaneKind.Memory)]
    [InlineData(LaneKind.Testhost)]
    public async Task In_memory_it_is_another_name(LaneKind lane)
    {
        await using var server = await FakeSseServer.StartAsync(Yaml.Load(Redirect), new FakeServerOptions { Lane = lane }, cancellation: TestContext.Current.CancellationToken);
        using var client = server.CreateClient();
        using var first = await client.GetAsync(new Uri("/a", UriKind.Relative), TestContext.Current.CancellationToken);
        var location = first.StatusCode == HttpStatusCode.TemporaryRedirect ? first.Headers.Location! : first.RequestMessage!.RequestUri!;
        location.Host.Should().Be("other.fake");
        if (first.StatusCode == HttpStatusCode.TemporaryRedirect)
        {
            (await client.GetStringAsync(location, TestContext.Current.CancellationToken)).Should().StartWith("data: http://").And.NotContain("other.fake");
        }
    }

    [Fact]
    public async Task Without_the_word_there_is_no_second_listener()
    {
        await using var server = await FakeSseServer.StartAsync(Yaml.Load("steps: [ { token: a } ]"), cancellation: TestContext.Current.CancellationToken);
        Yaml.Load("steps: [ { token: a } ]").TwoOrigins.Should().BeFalse();
        Yaml.Load(Redirect).TwoOrigins.Should().BeTrue();
    }
}
