using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance.Tests;

/// <summary>Mistakes of plain commands: what they hold back, and what they say with their exit code.</summary>
internal static class CommandMutants
{
    private static ReferenceClient Printed => PrintedClient.Reference;

    internal static IReadOnlyList<Mutant> All { get; } =
    [
        new("prints-at-the-end", "Nothing is printed before the answer is whole.", Printed.Facts with { Name = "prints-at-the-end" },
            (request, handler, report, stop) => HeldAsync(request, handler, report, whole: true, stop)),
        new("keeps-the-last-word", "What stands behind the last space is never printed.", Printed.Facts with { Name = "keeps-the-last-word" },
            (request, handler, report, stop) => HeldAsync(request, handler, report, whole: false, stop)),
        new("prints-into-nothing", "That nobody reads its output any more is not looked at.", Printed.Facts with { Name = "prints-into-nothing" },
            (request, handler, report, _) => Printed.Run(request, handler, report, CancellationToken.None)),
        Mutant.Says("always-exits-zero", "The exit code is 0 whatever happened.", Printed, (_, end) => end with { Outcome = Outcome.Complete, Kind = null }),
    ];

    private static async Task<TranscriptEnd> HeldAsync(
        RunRequest request, HttpMessageHandler handler, Action<TranscriptItem> report, bool whole, CancellationToken stop)
    {
        var held = "";
        var end = await Printed.Run(request, handler, i =>
        {
            if (i is not TranscriptItem.Token token)
                return;
            held += token.Text;
            var upTo = whole ? 0 : held.LastIndexOf(' ') + 1;
            if (upTo == 0)
                return;
            report(token with { Text = held[..upTo] });
            held = held[upTo..];
        }, stop);
        if (whole)
            report(new TranscriptItem.Token(end.At, held));
        return end;
    }
}
