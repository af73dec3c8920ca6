namespace EdgeQuake.Bench;

/// <summary>One stream as other tools look at it: from its actual start, in ms, and with the token count that they would take.</summary>
internal sealed class ToolStream(StreamTimeline s)
{
    public StreamClass Class => s.Class;

    public double Start => s.Started.TotalMilliseconds;

    /// <summary>First event of any kind that is no comment: a role-only chunk counts.</summary>
    public double? FirstEvent => Since(s.FirstEvent ?? s.FirstToken);

    /// <summary>First text, thinking or answer.</summary>
    public double? FirstText => Since(s.FirstToken);

    public double? Last => Since(s.LastToken);

    /// <summary>The end mark; of a stream without one the last text.</summary>
    public double? EndMark => Since(s.EndMark ?? s.LastToken);

    /// <summary>End of the body.</summary>
    public double End => (s.End - s.Started).TotalMilliseconds;

    /// <summary>Text events of the answer.</summary>
    public int Events => s.Tokens.Count;

    /// <summary>What the server stated, else text events: the order of most tools, which have no tokenizer here either.</summary>
    public int Tokens => s.UsageTokens ?? s.Tokens.Count;

    /// <summary>Stamps of text events.</summary>
    public IReadOnlyList<double> Times { get; } = [.. s.Tokens.Select(t => (t.At - s.Started).TotalMilliseconds)];

    /// <summary>Tokens of one event by the rule of thumb that stands in for a tokenizer: four characters each, at least one.</summary>
    public double TokensOf(int e) => Math.Max(1, Math.Round(s.Tokens[e].Characters / 4.0));

    /// <summary>Gaps between text events.</summary>
    public IEnumerable<double> Gaps => Times.Skip(1).Zip(Times, (now, before) => now - before);

    private double? Since(TimeSpan? at) => (at - s.Started)?.TotalMilliseconds;
}
