namespace EdgeQuake.Conformance.Tests;

/// <summary>Mistakes in reading the stream, seen through api raw.</summary>
internal static class EventMutants
{
    private static ReferenceClient Events => ReferenceClients.Events;

    internal static IReadOnlyList<Mutant> All { get; } =
    [
        Mutant.Reads("no-crlf", "Only LF ends a line; a CR before it stays on the line.", Events, BodyChange.Bytes(b => b == '\r' ? (byte)'\v' : b)),
        Mutant.Reads("no-lone-cr", "A CR that no LF follows does not end a line.", Events, () => new LoneCr()),
        Mutant.Reads("trims-spaces", "All spaces after the colon are taken off, not one.", Events, LineChange.Of(() => LineRules.TrimsAll)),
        Mutant.Reads("keeps-the-space", "The one space after the colon is not taken off.", Events, LineChange.Of(() => LineRules.TrimsNone)),
        Mutant.Reads("wants-the-space", "A field without a space after its colon is unknown.", Events, LineChange.Of(() => LineRules.WantsSpace)),
        Mutant.Reads("keeps-the-bom", "A byte order mark at the start is part of the first line.", Events, BodyChange.DoubleBom()),
        Mutant.Reads("comment-is-data", "A comment line is taken for data.", Events, LineChange.Of(() => LineRules.CommentIsData)),
        Mutant.Reads("event-a-line", "Each data line is an event; the lines of a block are not joined.", Events, LineChange.Of(() => LineRules.EventALine)),
        Mutant.Reads("delivers-at-eof", "The end of the stream dispatches what is pending.", Events, BodyChange.AtEnd("\n\n")),
        Mutant.Reads("utf8-a-read", "Each read is decoded for itself; a character that is cut is lost.", Events, BodyChange.CutUtf8()),
        Mutant.Reads("type-leaks", "The event type stays over a block that has no data.", Events, LineChange.Of(LineRules.LeakedType)),
        Mutant.Reads("latin1", "Bytes are taken for Latin-1.", Events, () => new Latin1()),
        Mutant.Reads("blank-line-is-an-event", "A blank line dispatches whether there was data or not.", Events, LineChange.Of(LineRules.BlankDispatches)),
        new("nothing-is-an-event", "A stream without events is shown as one empty event.", Events.Facts with { Name = "nothing-is-an-event" }, EmptyAsync),
        Mutant.Sends("commits-the-id-early", "The id of an event that was not dispatched is sent on reconnecting.", Events, EarlyId.Wrap),
    ];

    private static async Task<TranscriptEnd> EmptyAsync(RunRequest request, HttpMessageHandler handler, Action<TranscriptItem> report, CancellationToken stop)
    {
        var any = false;
        var end = await Events.Run(request, handler, i =>
        {
            any |= i is TranscriptItem.Event;
            report(i);
        }, stop);
        if (!any)
            report(new TranscriptItem.Event(end.At, "message", "", null));
        return end;
    }
}
