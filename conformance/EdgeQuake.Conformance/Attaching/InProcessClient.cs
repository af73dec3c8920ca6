using System.Text;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>A .NET client as a delegate: performs the run over the given handler, reports as it reads, returns how it ended.</summary>
/// <remarks>It never throws for the client's own failures; what it throws is the adapter's mistake and makes the case broken.</remarks>
public delegate Task<TranscriptEnd> RunInProcess(
    RunRequest request, HttpMessageHandler handler, Action<TranscriptItem> report, CancellationToken cancellation);

/// <summary>The way in for clients of this process: a delegate over <c>HttpClient</c>.</summary>
public sealed class InProcessClient : AttachedClient
{
    private readonly RunInProcess _run;

    // One handler for the life of the client, as applications have: disposing one a run would close what the client left open.
    private readonly SocketsHttpHandler _sockets = new()
    {
        UseProxy = false,
        UseCookies = false,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5),
        // HTML 9.2.3 wants the last event id in UTF-8; left alone the platform refuses to send what is not ASCII.
        RequestHeaderEncodingSelector = (name, _) => name.Equals("Last-Event-ID", StringComparison.OrdinalIgnoreCase) ? Encoding.UTF8 : null,
    };

    public InProcessClient(ClientFacts facts, RunInProcess run)
    {
        Facts = facts with { Way = WayIn.InProcess };
        _run = run;
    }

    public override ClientFacts Facts { get; }

    public override async Task<Transcript> RunAsync(RunRequest request, Action<TranscriptItem> report, CancellationToken cancellation)
    {
        var log = new TranscriptLog(report);
        try
        {
            // The delegate is not trusted to watch its token: a client that hangs is given up on, not waited for.
            var end = await Task.Run(() => _run(request, request.Handler ?? _sockets, log.Add, cancellation), cancellation).WaitAsync(cancellation);
            return new Transcript(log.Close(), end);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return new Transcript(log.Close(), null);
        }
        catch (Exception e)
        {
            return new Transcript(log.Close(), null, Errored: e.ToString());
        }
    }

    public override ValueTask DisposeAsync()
    {
        _sockets.Dispose();
        return ValueTask.CompletedTask;
    }
}
