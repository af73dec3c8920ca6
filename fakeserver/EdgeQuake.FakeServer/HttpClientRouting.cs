using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;

namespace EdgeQuake.FakeServer;

/// <summary>Points the HttpClients of an application under test at a fake server: for users of WebApplicationFactory and of IHttpClientFactory at large.</summary>
public static class HttpClientRouting
{
    /// <summary>Call it after the application's own services were added (ConfigureTestServices): the last word on handler and base address is then the test's.</summary>
    /// <param name="client">The name of the client; null = every client of the factory.</param>
    public static IServiceCollection SendHttpClientsTo(this IServiceCollection services, FakeSseServer fake, string? client = null)
    {
        if (client is null)
        {
            return services.PostConfigureAll<HttpClientFactoryOptions>(Route);
        }

        return services.AddHttpClient().PostConfigure<HttpClientFactoryOptions>(client, Route);

        void Route(HttpClientFactoryOptions options)
        {
            options.HttpMessageHandlerBuilderActions.Add(b => b.PrimaryHandler = fake.CreateHandler());
            options.HttpClientActions.Add(c => c.BaseAddress = fake.BaseAddress);
        }
    }
}
