namespace EdgeQuake.Conformance;

/// <summary>A transcript read as a user would: what stood on the screen since text last began again.</summary>
internal sealed class Reported
{
    private readonly Transcript _transcript;

    internal Reported(Transcript transcript)
    {
        _transcript = transcript;
        var restart = transcript.Items.Select((item, i) => (item, i)).LastOrDefault(x => x.item is TranscriptItem.Restart);
        Current = restart.item is null ? transcript.Items : [.. transcript.Items.Skip(restart.i + 1)];
        Tokens = [.. Current.OfType<TranscriptItem.Token>().Select(t => t.Text)];
        Events = [.. transcript.Items.OfType<TranscriptItem.Event>()];
    }

    /// <summary>Everything since the last announced restart.</summary>
    internal IReadOnlyList<TranscriptItem> Current { get; }

    internal IReadOnlyList<string> Tokens { get; }

    /// <summary>Events of the whole run: reconnecting continues a stream, it does not begin it again.</summary>
    internal IReadOnlyList<TranscriptItem.Event> Events { get; }

    internal TranscriptEnd? End => _transcript.End;

    internal bool AnyToken => _transcript.Items.Any(i => i is TranscriptItem.Token);

    /// <summary>What was shown piece by piece; a client of api <c>raw</c> shows the data of its events.</summary>
    internal string Shown => AnyToken || Events.Count == 0 ? string.Concat(Tokens) : string.Concat(Events.Select(e => e.Data));

    internal IReadOnlyList<T> All<T>() where T : TranscriptItem => [.. Current.OfType<T>()];

    internal T? Last<T>() where T : TranscriptItem => Current.OfType<T>().LastOrDefault();
}
