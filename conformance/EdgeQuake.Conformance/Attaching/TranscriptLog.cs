namespace EdgeQuake.Conformance;

/// <summary>Collects what a client reports, in order, from any thread; deaf once closed, so that a late report cannot change a judged run.</summary>
internal sealed class TranscriptLog(Action<TranscriptItem> report)
{
    private readonly Lock _gate = new();
    private readonly List<TranscriptItem> _items = [];
    private bool _closed;

    internal void Add(TranscriptItem item)
    {
        lock (_gate)
        {
            if (_closed)
                return;
            _items.Add(item);
            report(item);
        }
    }

    internal IReadOnlyList<TranscriptItem> Close()
    {
        lock (_gate)
        {
            _closed = true;
            return [.. _items];
        }
    }
}
