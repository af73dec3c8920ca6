namespace EdgeQuake.Conformance;

/// <summary>One run in flight at an adapter: collects what is reported until the end, a mistake or the hang guard; whichever comes first decides.</summary>
/// <param name="cancel">Sends the cancel message; null when the adapter cancels by itself, or is not to.</param>
internal sealed class AdapterRun(RunRequest request, Action<TranscriptItem> report, Action? cancel)
{
    private readonly TaskCompletionSource<Transcript> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<TranscriptItem> _items = [];
    private int _shown;

    internal int Seq => request.Seq;

    internal string Case => request.Case;

    internal Task<Transcript> Done => _done.Task;

    /// <summary>Called by one reader only, in order.</summary>
    internal void Add(TranscriptItem item)
    {
        lock (_items)
        {
            _items.Add(item);
        }

        report(item);
        if (item is TranscriptItem.Token or TranscriptItem.Event && ++_shown == request.Cancel?.Token)
        {
            cancel?.Invoke();
        }
    }

    internal void End(Answer.Last last) => Finish(new Transcript(Seen(), last.End, last.Skipped, last.Errored));

    internal void Break(string why) => Finish(Broken(why));

    internal void Hang() => Finish(new Transcript(Seen(), null, Hung: true));

    internal Transcript Broken(string why) => new(Seen(), null, Errored: why);

    private void Finish(Transcript transcript) => _done.TrySetResult(transcript);

    private TranscriptItem[] Seen()
    {
        lock (_items)
        {
            return [.. _items];
        }
    }
}
