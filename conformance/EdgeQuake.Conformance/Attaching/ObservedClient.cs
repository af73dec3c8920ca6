using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>A client that is not attached at all: somebody points it at an address, and only what the server sees is judged.</summary>
/// <remarks><c>address of a case → shown → its requests come → quiet for a while → next</c>. Everything that only the client could report is n/a, and counted.</remarks>
public sealed class ObservedClient : AttachedClient
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private readonly Action<RunRequest> _show;
    private readonly TimeSpan _quiet;

    private ObservedClient(string api, TimeSpan quiet, Action<RunRequest> show)
    {
        (_quiet, _show) = (quiet, show);
        Facts = new ClientFacts(
            "observed", "unknown", "unknown", null, [api], [.. Vocabulary.BuiltIn.Profiles.Keys.Where(p => p is not ("exec" or "relay"))], ["post", "headers", "resume"], Parallel: 1, ClientPolicy.None, WayIn.Observed);
    }

    public override ClientFacts Facts { get; }

    /// <summary>Asks through one api.</summary>
    /// <param name="quiet">A case is over when all its answers have ended and nothing came for so long: longer than the client waits before it asks again.</param>
    /// <param name="show">Told the case, the address to point the client at, and the headers that the caller is to add.</param>
    public static AttachResult Create(string api, TimeSpan quiet, Action<RunRequest> show) =>
        Api.Find(api) is null
            ? new AttachResult(null, new AttachProblem(AttachFault.UnknownWord, FactsFault.Unknown("api", api, AdapterWords.Apis).ToString()))
            : new AttachResult(new ObservedClient(api, quiet, show), null);

    /// <summary>Watches the server of one case; there is no guard but Ctrl+C, for a person is at the other end.</summary>
    internal async Task<Transcript> WatchAsync(RunRequest request, FakeSseServer server, CancellationToken stop)
    {
        _show(request);
        using var timer = new PeriodicTimer(Look);
        var (requests, since) = (0, Clock.Real.Now);
        while (await timer.WaitForNextTickAsync(stop))
        {
            var journal = server.Journal;
            if (journal.Count != requests || journal.Any(e => e.End is null))
                (requests, since) = (journal.Count, Clock.Real.Now);
            else if (requests > 0 && Clock.Real.Now - since > _quiet)
                break;
        }

        return new Transcript([], null);
    }

    /// <summary>Never called: what is watched is the server.</summary>
    public override Task<Transcript> RunAsync(RunRequest request, Action<TranscriptItem> report, CancellationToken cancellation) =>
        throw new NotSupportedException("an observed client is watched at the server");

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
