using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance.Tests;

/// <summary>Mistakes in what is said of an answer's end.</summary>
internal static class EndMutants
{
    private static ReferenceClient Answer => ReferenceClients.Answer;

    internal static IReadOnlyList<Mutant> All { get; } =
    [
        Mutant.Says("swallows-truncation", "An answer without its end mark is a success.", Answer, (_, end) => end.Outcome == Outcome.Incomplete ? end with { Outcome = Outcome.Complete } : end),
        Mutant.Says("swallows-resets", "A connection that breaks is taken for the end.", Answer, (_, end) => end.Kind == FailureKind.Network ? Complete(end) : end),
        Mutant.Says("swallows-errors", "An error that the server tells in band is dropped.", Answer, (_, end) => end.Kind == FailureKind.Server ? Complete(end) : end),
        Mutant.Says("ignores-status", "An error status is an empty answer.", Answer, (_, end) => end.Kind == FailureKind.Http ? Complete(end) : end),
        Mutant.Says("unreadable-is-the-end", "Bytes that are no HTTP, and frames that cannot be read, end the answer as if it were whole.", Answer, (_, end) => end.Kind == FailureKind.Protocol ? Complete(end) : end),
        Mutant.Says("timeout-is-the-end", "A clock that fires ends the answer as if it were whole.", Answer, (_, end) => end.Kind == FailureKind.Timeout ? Complete(end) : end),
        Mutant.Says("cancel-is-failure", "Being stopped by the caller is reported as a network failure.", Answer, (_, end) => end.Outcome == Outcome.Cancelled ? end with { Outcome = Outcome.Failed, Kind = FailureKind.Network } : end),
        Mutant.Says("leaks-the-key", "Messages of failures quote the request's headers.", Answer, (run, end) => end.Outcome == Outcome.Failed ? end with { Message = $"{end.Message} {string.Join(' ', run.Options.Headers.Select(h => h.Value))}" } : end),
    ];

    private static TranscriptEnd Complete(TranscriptEnd end) => end with { Outcome = Outcome.Complete, Kind = null };
}
