using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace EdgeQuake.FakeServer;

/// <summary>ASP.NET's server on a real socket, for HTTP/2: Kestrel writes the frames, and we meter them below it.</summary>
/// <remarks><c>HostedAnswer ─BodyWriter→ Kestrel HTTP/2 ─frames, metered→ (TLS) ─bytes, metered→ socket</c></remarks>
internal sealed class KestrelLane : Lane
{
    private readonly WebApplication app;
    private readonly bool tls;

    private KestrelLane(WebApplication app, bool tls, IPEndPoint at)
    {
        (this.app, this.tls) = (app, tls);
        BaseAddress = new UriBuilder(tls ? "https" : "http", SocketLane.Reachable(at.Address).ToString(), at.Port).Uri;
    }

    public override Uri BaseAddress { get; }

    public override Version HttpVersion => System.Net.HttpVersion.Version20;

    public static async Task<KestrelLane> StartAsync(Stage stage)
    {
        var options = stage.Options;
        var secure = options.Transport == Transport.H2;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration()
            .UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true)
            .ConfigureKestrel(kestrel => Configure(kestrel, stage, secure));
        var host = builder.Build();
        host.Run(context => new HostedAnswer(stage, context).PlayAsync());
        try
        {
            await host.StartAsync();
            return new KestrelLane(host, secure, new IPEndPoint(options.Address, new Uri(host.Urls.First()).Port));
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException)
        {
            await host.DisposeAsync();
            var why = e.InnerException is AddressInUseException
                ? $"port {options.Port} on {options.Address} is already in use; choose another"
                : $"cannot listen on {options.Address}:{options.Port}: {e.Message}";
            throw new FakeServerException(why, usage: false, e);
        }
    }

    public override HttpMessageHandler CreateHandler() => Handler(tls);

    public override void Dispose()
    {
        // Kestrel stops asynchronously: see DisposeAsync.
    }

    public override async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <summary>Our limits instead of Kestrel's; no rate of its own may cut in: the script alone decides when a stream moves.</summary>
    private static void Configure(KestrelServerOptions kestrel, Stage stage, bool secure)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Limits.MinRequestBodyDataRate = null;
        var limits = stage.Options.Limits;
        kestrel.Limits.MaxRequestBodySize = limits.BodyBytes;
        kestrel.Limits.MaxRequestHeadersTotalSize = limits.HeadBytes;
        kestrel.Limits.MaxRequestHeaderCount = limits.Headers;
        kestrel.Limits.MaxConcurrentConnections = limits.Connections;
        kestrel.Limits.RequestHeadersTimeout = limits.ReadTime;
        kestrel.Limits.KeepAliveTimeout = limits.IdleTime;
        kestrel.Listen(stage.Options.Address, stage.Options.Port, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            listen.Use(next => context => ServeAsync(stage, context, next));
            if (secure)
            {
                listen.UseHttps(TestAuthority.Leaf(stage.Options.Tls ?? TlsKind.Ok, stage.Options.Address));
            }

            listen.Use(next => context =>
            {
                context.Transport = new MeteredPipe(context.Transport, context.Features.Get<H2Connection>()!.Frames);
                return next(context);
            });
        });
    }

    private static async Task ServeAsync(Stage stage, ConnectionContext context, ConnectionDelegate next)
    {
        var connection = new H2Connection(stage.NextConnection(), context, context.Features.Get<IConnectionSocketFeature>()!.Socket, stage.Clock);
        context.Features.Set(connection);
        context.Transport = new MeteredPipe(context.Transport, connection.Wire);
        await next(context);
        if (!connection.Asked && stage.Options.Transport == Transport.H2)
        {
            connection.NotOpened(stage);
        }
    }
}
