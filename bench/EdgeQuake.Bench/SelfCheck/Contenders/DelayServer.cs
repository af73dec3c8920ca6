using System.Collections.Concurrent;
using EdgeQuake.FakeServer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace EdgeQuake.Bench;

/// <summary>What a scripted server in ASP.NET usually is: Kestrel, and one Task.Delay a token. The better sort of it: each delay aims at the absolute deadline,
/// so that lateness does not add up (a delay of the plain gap drifts by 2 to 66 %).</summary>
internal sealed class DelayServer : ContenderServer
{
    private readonly WebApplication _app;
    private readonly ContenderScript _script;
    private readonly IReadOnlyList<byte[]> _writes;
    private readonly TaskCompletionSource<TimeSpan> _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<List<SentToken>> _streams = new();

    private DelayServer(ContenderScript script)
    {
        (_script, _writes) = (script, script.Writes());
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(System.Net.IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(PlayAsync);
    }

    public override Uri BaseAddress => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static async Task<DelayServer> StartAsync(ContenderScript script)
    {
        var server = new DelayServer(script);
        await server._app.StartAsync();
        return server;
    }

    public override void Go() => _gate.TrySetResult(Clock.Real.Now);

    public override Task<IReadOnlyList<IReadOnlyList<SentToken>>> SentAsync() => Task.FromResult<IReadOnlyList<IReadOnlyList<SentToken>>>([.. _streams]);

    public override ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task PlayAsync(HttpContext context)
    {
        var sent = new List<SentToken>(_script.Tokens);
        _streams.Enqueue(sent);
        context.Response.ContentType = "text/event-stream";
        var body = context.Response.BodyWriter;
        await body.FlushAsync(context.RequestAborted);
        var line = _script.Gated ? await _gate.Task : Clock.Real.Now;
        foreach (var write in _writes)
        {
            // What follows the last token has no pause of its own.
            if (sent.Count < _script.Tokens)
            {
                line += _script.Itl;
                if (line - Clock.Real.Now is var left && left > TimeSpan.Zero)
                {
                    await Task.Delay(left, context.RequestAborted);
                }

                sent.Add(new SentToken(Clock.Real.Now, line, Blocked: false));
            }

            write.CopyTo(body.GetSpan(write.Length));
            body.Advance(write.Length);
            await body.FlushAsync(context.RequestAborted);
        }
    }
}
