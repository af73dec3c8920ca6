using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace EdgeQuake.Bench.Tests;

/// <summary>A collector as OpenTelemetry's own takes OTLP over HTTP: keeps every export, or refuses all.</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<byte[]> _bodies = new();
    private readonly int _status;

    private OtlpCollector(int status)
    {
        _status = status;
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(TakeAsync);
    }

    public string Address => _app.Urls.First();

    /// <summary>Method, path, content type and the headers' names and values of each request.</summary>
    public ConcurrentQueue<string> Heads { get; } = new();

    /// <summary>The metrics of the last export: counts are cumulative, so it holds all.</summary>
    public IReadOnlyList<OtlpMetric> Last => OtlpMetric.Read(_bodies.Last());

    /// <summary>All that came, as bytes in which a word can be looked for.</summary>
    public string Everything => string.Concat(_bodies.Select(System.Text.Encoding.Latin1.GetString)) + string.Concat(Heads);

    public static async Task<OtlpCollector> StartAsync(int status = 200)
    {
        var collector = new OtlpCollector(status);
        await collector._app.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        Heads.Enqueue($"{context.Request.Method} {context.Request.Path} {context.Request.ContentType} {string.Join(", ", context.Request.Headers.Select(h => $"{h.Key}: {h.Value}"))}");
        _bodies.Enqueue(body.ToArray());
        context.Response.StatusCode = _status;
    }
}
