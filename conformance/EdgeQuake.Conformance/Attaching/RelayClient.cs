using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>A proxy under test: our server stands behind it and our client before it, so what gets lost, held back or made up was lost, held back or made up between.</summary>
/// <remarks>
/// It may hand the frames on as they came, or as the streaming guide's route does: the text in data lines, and <c>[DONE]</c>.
/// <c>AnswerStream ─→ relay under test ─→ fake server at a fixed address</c>. The client asks once and never again: every further request is the relay's own.
/// </remarks>
public sealed class RelayClient : AttachedClient
{
    private static readonly ClientPolicy Once = new(AfterFirstToken: "never", Timeout: "none", Malformed: "text");
    private readonly InProcessClient _client;
    private readonly Uri _relay;

    /// <param name="relay">Where the client asks, path included; the case's question goes into <c>?query=</c>.</param>
    public RelayClient(Uri relay)
    {
        _relay = relay;
        Facts = new ClientFacts(
            $"relay {relay.GetLeftPart(UriPartial.Path)}", "unknown", "unknown", null, ["edgequake.query.documented"], ["core", "llm", "relay"], ["cancel"], Parallel: 1, Once, WayIn.Relay);
        _client = new InProcessClient(Facts, (request, handler, report, stop) => AnswerStream.RunAsync(request, handler, Once, report, Clock.Real, stop, relayed: true));
    }

    public override ClientFacts Facts { get; }

    public override Task<Transcript> RunAsync(RunRequest request, Action<TranscriptItem> report, CancellationToken cancellation) =>
        _client.RunAsync(request with { Origin = new Uri(_relay.GetLeftPart(UriPartial.Authority)), Url = _relay, Handler = null }, report, cancellation);

    public override ValueTask DisposeAsync() => _client.DisposeAsync();
}
