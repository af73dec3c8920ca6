using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>A client under test behind one of the ways in. One seam: the runner knows nothing else about it.</summary>
public abstract class AttachedClient : IAsyncDisposable
{
    public abstract ClientFacts Facts { get; }

    /// <summary>The last kilobytes of what it wrote on stderr, for the report; empty where there is none.</summary>
    public virtual string Stderr => "";

    /// <summary>Performs one run. Never throws for the client's failures: they are in the transcript.</summary>
    /// <param name="report">Called for each item as it arrives, on any thread, in order: gates open by it.</param>
    /// <param name="cancellation">The hang guard, or Ctrl+C: give up and return what was seen.</param>
    public abstract Task<Transcript> RunAsync(RunRequest request, Action<TranscriptItem> report, CancellationToken cancellation);

    public abstract ValueTask DisposeAsync();
}

/// <summary>What a client is asked to do: the adapter's <c>run</c> message.</summary>
/// <param name="Request">The request as JSON text, to be sent as query or body.</param>
/// <param name="Handler">In process and off the socket lane only: what an HttpClient must stand on to reach the server.</param>
public sealed record RunRequest(
    int Seq, string Case, string Api, Uri Origin, Uri Url, string Request, IReadOnlyList<string> Turns, RunOptions Options,
    CancelAt? Cancel, HttpMessageHandler? Handler = null);

/// <summary>How the client is to be configured for the run; null = its own default.</summary>
/// <param name="Keep">False: report count and hash only.</param>
/// <param name="Iterate">How often the caller iterates the one answer that it got; only the first time is reported.</param>
public sealed record RunOptions(
    IReadOnlyList<HttpField> Headers, int? Retries, TimeSpan? Idle, TimeSpan? Overall, bool Resume, bool Keep, int? Limit = null, int Iterate = 1);
