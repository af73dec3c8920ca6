using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace EdgeQuake.FakeServer;

/// <summary>ASP.NET's in-memory host: for users of WebApplicationFactory, and for plans without faults of the wire.</summary>
internal sealed class TesthostLane : Lane
{
    private readonly ServiceProvider services = new ServiceCollection().BuildServiceProvider();
    private readonly TestServer server;

    public TesthostLane(RequestDelegate answer)
    {
        server = new TestServer(services) { BaseAddress = BaseAddress };
        // Starting an in-memory host only stores the application: there is nothing to wait for.
        ((IServer)server).StartAsync(new Application(answer), CancellationToken.None).GetAwaiter().GetResult();
    }

    public override Uri BaseAddress { get; } = new("http://testhost.fake/");

    public override HttpMessageHandler CreateHandler() => server.CreateHandler();

    public override void Dispose()
    {
        server.Dispose();
        services.Dispose();
    }

    /// <summary>The one request delegate as a whole application: no builder, no middleware.</summary>
    private sealed class Application(RequestDelegate answer) : IHttpApplication<HttpContext>
    {
        public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

        public Task ProcessRequestAsync(HttpContext context) => answer(context);

        public void DisposeContext(HttpContext context, Exception? exception)
        {
            // The context owns nothing.
        }
    }
}
