namespace EdgeQuake.Conformance;

/// <summary>One line of an adapter about a run, as read.</summary>
internal abstract record Answer
{
    /// <summary>One more thing reported.</summary>
    internal sealed record Item(int Seq, TranscriptItem What) : Answer;

    /// <summary>The run is over: an end, the adapter's skip, or its own breakdown.</summary>
    internal sealed record Last(int Seq, TranscriptEnd? End, string? Skipped, string? Errored) : Answer;

    /// <summary>The line is not as the protocol says.</summary>
    internal sealed record Wrong(AttachFault Fault, string What, int? Seq = null) : Answer;
}
