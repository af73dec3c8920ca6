namespace EdgeQuake.Bench;

/// <summary>The attempts of one stream, added up to one timeline: a reader's, who sees the first token of the first attempt and the end of the last. Pure.</summary>
internal sealed class Attempts(StreamTimeline first, ReadOnlyMemory<byte> said)
{
    private readonly StreamTimeline _first = first;
    private ReadOnlyMemory<byte> _shown = said;
    private int _shownTokens = first.Tokens.Count;
    private StreamTimeline _last = first;
    private Recovery _recovery = new(1, false, null, 0, 0);
    private long _bytes = first.Bytes;
    private int _events = first.Events;
    private TimeSpan? _firstByte = first.FirstByte;
    private TimeSpan? _firstSource = first.FirstSource;
    private TimeSpan? _firstToken = first.FirstToken;

    public StreamTimeline Last => _last;

    /// <param name="text">Of its answer.</param>
    /// <param name="whole">It was the call that does not stream.</param>
    public void Add(StreamTimeline next, ReadOnlyMemory<byte> text, bool whole)
    {
        var again = WholeAnswer.Characters(text.Span[..text.Span.CommonPrefixLength(_shown.Span)]);
        var shown = WholeAnswer.Characters(_shown.Span);
        var (sum, duplicates, recovered) = (0, 0, (TimeSpan?)null);
        foreach (var token in next.Tokens)
        {
            sum += token.Characters;
            duplicates += sum <= again ? 1 : 0;
            recovered ??= sum > shown ? token.At : null;
        }

        // One document holds all that had been shown, in one piece.
        duplicates = whole && again == shown ? _shownTokens : duplicates;
        recovered = next.Complete ? (recovered ?? next.EndMark ?? next.End) - _first.End : null;
        _recovery = new(_recovery.Attempts + 1, whole, recovered, _recovery.DuplicateTokens + duplicates, _recovery.TokensBefore + _last.Tokens.Count);
        (_bytes, _events) = (_bytes + next.Bytes, _events + next.Events);
        (_firstByte, _firstSource, _firstToken) = (_firstByte ?? next.FirstByte, _firstSource ?? next.FirstSource, _firstToken ?? next.FirstToken);
        (_shown, _shownTokens) = text.Length > _shown.Length ? (text, next.Tokens.Count) : (_shown, _shownTokens);
        _last = next;
    }

    /// <summary>As it was, where there was only one attempt.</summary>
    public StreamTimeline Timeline() => _recovery.Attempts == 1 ? _first : _last with
    {
        Started = _first.Started,
        // Whether a connection was opened is the first attempt's to say, if it got so far.
        Connected = _first.Headers is null ? null : _first.Connected,
        Headers = _first.Headers ?? _last.Headers,
        FirstByte = _firstByte,
        FirstSource = _firstSource,
        FirstToken = _firstToken,
        Bytes = _bytes,
        Events = _events,
        Recovery = _recovery,
    };
}
