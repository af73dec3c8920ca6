namespace EdgeQuake.Conformance;

/// <summary>What is kept of a run that was judged: enough to see what happened, and never megabytes of the same words in every report.</summary>
internal static class Evidence
{
    /// <summary>Items kept; the rest is counted.</summary>
    internal const int MostItems = 2000;

    /// <summary>Characters kept of one text.</summary>
    internal const int MostText = 8192;

    /// <summary>Bytes of one act of the server that are kept.</summary>
    internal const int MostBytes = 16 * 1024;

    /// <summary>The run as it is where nothing is too long.</summary>
    internal static Run Of(Run run)
    {
        var transcript = run.Transcript;
        var items = transcript.Items.Count > MostItems || transcript.Items.Any(Long) ? [.. transcript.Items.Take(MostItems).Select(Cut)] : transcript.Items;
        var end = transcript.End is { Text.Length: > MostText } said ? said with { Text = Cut(said.Text) } : transcript.End;
        return ReferenceEquals(items, transcript.Items) && ReferenceEquals(end, transcript.End)
            ? run
            : run with { Transcript = transcript with { Items = items, End = end, Omitted = transcript.Items.Count > MostItems ? transcript.Items.Count - MostItems : null } };
    }

    private static bool Long(TranscriptItem item) => item switch
    {
        TranscriptItem.Event e => e.Data.Length > MostText,
        TranscriptItem.Token t => t.Text.Length > MostText,
        TranscriptItem.Comment c => c.Text.Length > MostText,
        TranscriptItem.Malformed m => m.Raw.Length > MostText,
        _ => false,
    };

    private static TranscriptItem Cut(TranscriptItem item) => item switch
    {
        TranscriptItem.Event e => e with { Data = Cut(e.Data) },
        TranscriptItem.Token t => t with { Text = Cut(t.Text) },
        TranscriptItem.Comment c => c with { Text = Cut(c.Text) },
        TranscriptItem.Malformed m => m with { Raw = Cut(m.Raw) },
        _ => item,
    };

    private static string Cut(string text) => text.Length <= MostText ? text : $"{text[..MostText]}… {text.Length} characters";
}
