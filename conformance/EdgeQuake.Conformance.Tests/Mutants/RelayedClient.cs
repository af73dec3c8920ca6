namespace EdgeQuake.Conformance.Tests;

/// <summary>Our client behind a proxy of this process: the reference hands on what it gets, a mutant changes it on the way.</summary>
internal sealed class RelayedClient(ClientFacts facts, RunInProcess run) : AttachedClient
{
    private static readonly ClientPolicy Once = new(Malformed: "text");
    private readonly InProcessClient _client = new(facts, run);

    internal static ReferenceClient Reference { get; } = new(
        new ClientFacts("relay that changes nothing", "1", "C#", null, ["edgequake.query.documented"], ["relay"], [], Parallel: 8, Once, WayIn.Relay),
        (request, handler, report, stop) => AnswerStream.RunAsync(request, handler, Once, report, FakeServer.Clock.Real, stop, relayed: true));

    public override ClientFacts Facts => facts;

    public override Task<Transcript> RunAsync(RunRequest request, Action<TranscriptItem> report, CancellationToken cancellation) => _client.RunAsync(request, report, cancellation);

    public override ValueTask DisposeAsync() => _client.DisposeAsync();
}
