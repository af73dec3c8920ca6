using System.Buffers;
using System.Net;
using System.Threading.Channels;
using EdgeQuake.FakeServer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace EdgeQuake.Conformance;

/// <summary>Where a client that cannot be started from here asks for its runs: browsers, phones, containers.</summary>
/// <remarks><c>GET /__adapter/next</c> (long poll: 200 one message, 204 ask again, 410 over) · <c>POST /__adapter/say</c> (answers, one JSON object a line) · anything else: the page and its files.</remarks>
public sealed class AdapterPage : IAsyncDisposable
{
    /// <summary>How long a message may lie unfetched. A hang guard: a page that is open asks at once.</summary>
    internal static readonly TimeSpan Fetched = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(20);
    private readonly Channel<byte[]> _messages = Channel.CreateUnbounded<byte[]>();
    private readonly Lock _turn = new();
    private readonly WebApplication _app;
    private readonly string? _folder;
    private readonly string _file = "index.html";
    private Action<ReadOnlySequence<byte>>? _hear;
    private Action? _unfetched;
    private TimeSpan _asked;
    private int _polls;

    private AdapterPage(WebApplication app, string? page)
    {
        _app = app;
        if (page is not null)
            (_folder, _file) = (Path.GetDirectoryName(Path.GetFullPath(page)), Path.GetFileName(page));
    }

    /// <summary>The page's own address, to be opened in the client: <c>http://127.0.0.1:41873/</c>.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Listens.</summary>
    /// <param name="page">A file to serve at <c>/</c>, with the files beside it; null = whoever asks has a page of their own.</param>
    /// <exception cref="FakeServerException">The address is taken.</exception>
    public static async Task<AdapterPage> StartAsync(string? page, IPEndPoint? listen = null, Uri? publicUrl = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(listen ?? new IPEndPoint(IPAddress.Loopback, 0)));
        var app = builder.Build();
        var started = new AdapterPage(app, page);
        app.Run(started.AnswerAsync);
        try
        {
            await app.StartAsync();
        }
        catch (IOException e)
        {
            await app.DisposeAsync();
            throw new FakeServerException($"{listen} cannot be listened on: {e.Message}", usage: false, e);
        }

        started.Address = publicUrl ?? new Uri(app.Urls.First());
        return started;
    }

    internal void Attach(Action<ReadOnlySequence<byte>> hear, Action unfetched) => (_hear, _unfetched, _asked) = (hear, unfetched, Clock.Real.Now);

    internal void Say(byte[] line) => _messages.Writer.TryWrite(line);

    internal void Finish() => _messages.Writer.TryComplete();

    /// <summary>Told now and then while runs are on: a message that nobody fetches ends the line.</summary>
    internal void Look()
    {
        if (Volatile.Read(ref _polls) > 0 || _messages.Reader.Count == 0)
            _asked = Clock.Real.Now;
        else if (Clock.Real.Now - _asked > Fetched)
            _unfetched?.Invoke();
    }

    public async ValueTask DisposeAsync()
    {
        Finish();

        // A poll that waits is still told that it is over.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
    }

    private Task AnswerAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = "*";
        headers.CacheControl = "no-store";
        return (context.Request.Method, context.Request.Path.Value) switch
        {
            ("OPTIONS", _) => PreflightAsync(context),
            ("GET", "/__adapter/next") => NextAsync(context),
            ("POST", "/__adapter/say") => SayAsync(context),
            ("GET", "/__adapter/page.mjs") => PageFiles.SendAsync(context, PageFiles.Embedded("page.mjs"), "page.mjs"),
            ("GET", "/__adapter/caller.mjs") => PageFiles.SendAsync(context, PageFiles.Embedded("caller.mjs"), "caller.mjs"),
            ("GET", var path) => PageFiles.SendAsync(context, PageFiles.Beside(_folder, _file, path ?? "/"), path is null or "/" ? _file : path),
            _ => Status(context, 405),
        };
    }

    private static Task PreflightAsync(HttpContext context)
    {
        context.Response.Headers.AccessControlAllowMethods = "GET, POST";
        context.Response.Headers.AccessControlAllowHeaders = "*";
        return Status(context, 204);
    }

    private static Task Status(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private async Task NextAsync(HttpContext context)
    {
        Interlocked.Increment(ref _polls);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        over.CancelAfter(Poll);
        try
        {
            var message = await _messages.Reader.ReadAsync(over.Token);
            context.Response.ContentType = "application/json";
            await context.Response.Body.WriteAsync(message, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            await Status(context, 204);
        }
        catch (ChannelClosedException)
        {
            await Status(context, 410);
        }
        finally
        {
            Interlocked.Decrement(ref _polls);
        }
    }

    private async Task SayAsync(HttpContext context)
    {
        await Lines.ReadAsync(context.Request.Body, Hear, context.RequestAborted);
        await Status(context, 204);
    }

    private void Hear(ReadOnlySequence<byte> line)
    {
        lock (_turn)
            _hear?.Invoke(line);
    }
}
