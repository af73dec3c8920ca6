namespace EdgeQuake.Conformance;

/// <summary>How many events a client has told of: what opens the gates <c>reported(n)</c>.</summary>
/// <remarks>
/// Events and tokens count, since every client has one of them. A plain command tells characters: its n-th token counts as told when everything up to its end is there.
/// </remarks>
internal sealed class Told(Action<int> tell, IReadOnlyList<string>? expected)
{
    private int _events;
    private int _characters;

    internal void Add(TranscriptItem item)
    {
        if (item is TranscriptItem.Token token)
            _characters += token.Text.Length;
        if (item is TranscriptItem.Token { Text.Length: > 0 } or TranscriptItem.Event)
            tell(expected is null ? ++_events : Whole());
    }

    private int Whole()
    {
        var (n, length) = (0, 0);
        foreach (var piece in expected!)
        {
            length += piece.Length;
            if (length > _characters)
                break;
            n++;
        }

        return n;
    }
}
