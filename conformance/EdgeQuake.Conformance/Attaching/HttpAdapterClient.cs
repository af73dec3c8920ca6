using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>A client that asks for its runs over HTTP: the same protocol as on stdio, but the client opens the connections.</summary>
/// <remarks><c>page ─GET next→ run · page ─POST say→ reports, end</c>. A page is not ours to start again: a mistake of its adapter ends the run.</remarks>
public sealed class HttpAdapterClient : AttachedClient
{
    /// <summary>How long a page that was opened by a command may take to say hello; a cold browser on a busy machine included.</summary>
    public static readonly TimeSpan OpenPatience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private readonly AdapterPage _page;
    private readonly AdapterSession _session;
    private readonly IAsyncDisposable? _opened;
    private readonly CancellationTokenSource _over = new();
    private readonly Task _watch;

    private HttpAdapterClient(AdapterPage page, AdapterSession session, IAsyncDisposable? opened)
    {
        (_page, _session, _opened) = (page, session, opened);
        _watch = WatchAsync();
    }

    public override ClientFacts Facts => _session.Facts;

    /// <summary>Waits until the page answers hello.</summary>
    /// <param name="open">A command that opens the page, started first and ended with the client; null = a person does it.</param>
    /// <param name="patience">Null = as long as it takes.</param>
    public static async Task<AttachResult> StartAsync(AdapterPage page, AdapterCommand? open = null, TimeSpan? patience = null, CancellationToken cancellation = default)
    {
        PageOpener? opener = null;
        if (open is not null)
        {
            (opener, var wrong) = PageOpener.Start(open, page.Address);
            if (opener is null)
                return new AttachResult(null, new AttachProblem(AttachFault.NotStarted, wrong!));
        }

        var (session, problem) = await AdapterSession.OpenAsync(
            $"{page.Address}", hear => (new PageLink(page, hear), null), WayIn.Http, Clock.Real, patience ?? Timeout.InfiniteTimeSpan, cancellation);
        if (session is not null)
            return new AttachResult(new HttpAdapterClient(page, session, opener), null);
        if (opener is not null)
        {
            problem = problem! with { Stderr = opener.Stderr };
            await opener.DisposeAsync();
        }

        return new AttachResult(null, problem);
    }

    public override Task<Transcript> RunAsync(RunRequest request, Action<TranscriptItem> report, CancellationToken cancellation) =>
        _session.RunAsync(request, report, cancellation);

    public override async ValueTask DisposeAsync()
    {
        await _session.CloseAsync();
        await _over.CancelAsync();
        await _watch;
        if (_opened is not null)
            await _opened.DisposeAsync();
        await _page.DisposeAsync();
        _over.Dispose();
    }

    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(Look);
        try
        {
            while (await timer.WaitForNextTickAsync(_over.Token))
                _page.Look();
        }
        catch (OperationCanceledException)
        {
            return;
        }
    }
}
