using FluentAssertions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>An application that asks a language model, under test: its clients reach the fake server instead, whatever they were configured with.</summary>
public sealed class HttpClientRoutingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(LaneKind.Testhost, "llm")]
    [InlineData(LaneKind.Memory, "llm")]
    [InlineData(LaneKind.Socket, null)]
    public async Task The_applications_own_client_is_answered_by_the_script(LaneKind lane, string? name)
    {
        await using var fake = await FakeSseServer.FromBuiltInAsync("answer-with-sources", new FakeServerOptions { Lane = lane });
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddHttpClient("llm", c => c.BaseAddress = new Uri("http://model.invalid/"));
        builder.Services.SendHttpClientsTo(fake, name);
        await using var app = builder.Build();
        app.MapGet("/ask", async (IHttpClientFactory clients) => Results.Text(await clients.CreateClient("llm").GetStringAsync(new Uri("query/stream?query=x", UriKind.Relative), Ct)));
        await app.StartAsync(Ct);
        using var asking = app.GetTestClient();
        (await asking.GetStringAsync(new Uri("/ask", UriKind.Relative), Ct)).Should().Contain("entités");
        fake.Journal.Should().ContainSingle();
    }
}
