using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance.Tests;

/// <summary>Mistakes about long lines and about limits.</summary>
internal static class SizeMutants
{
    private static ReferenceClient Events => ReferenceClients.Events;

    internal static IReadOnlyList<Mutant> All { get; } =
    [
        Mutant.Lines("line-buffer-of-64k", "A line is cut at 65536 bytes.", Events, l => l.Length > 65536 ? l[..65536] : l),
        Mutant.Asks("ignores-the-limit", "A limit on the bytes of an event is not kept.", Events, r => r with { Options = r.Options with { Limit = null } }),
        new("limit-counts-the-stream", "The limit on one event is held against all of them together.", Events.Facts with { Name = "limit-counts-the-stream" }, TogetherAsync),
    ];

    private static async Task<TranscriptEnd> TogetherAsync(RunRequest request, HttpMessageHandler handler, Action<TranscriptItem> report, CancellationToken stop)
    {
        var (limit, all) = (request.Options.Limit ?? int.MaxValue, 0);
        var end = await Events.Run(request, handler, i =>
        {
            all += (i as TranscriptItem.Event)?.Data.Length ?? 0;
            if (all <= limit)
                report(i);
        }, stop);
        return all > limit ? end with { Outcome = Outcome.Failed, Kind = FailureKind.Protocol } : end;
    }
}
