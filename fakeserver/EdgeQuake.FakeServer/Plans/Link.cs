namespace EdgeQuake.FakeServer;

/// <summary>A rendering's time line: when the script wants bytes to leave, and when the link is free to take them. Without a speed the two are one.</summary>
/// <remarks>A token that a pace puts at 40 ms leaves at 40 ms, or later while the link is busy with bytes before it: slow links delay, they do not shift the script.</remarks>
internal sealed class Link
{
    private TimeSpan script;
    private TimeSpan line;
    private TimeSpan free;

    /// <summary>From here on; null = it takes bytes as they come.</summary>
    public Speed? Speed { get; set; }

    /// <summary>The script pauses: what of that is still to be waited.</summary>
    public TimeSpan Pause(TimeSpan time)
    {
        script += time;
        return To(script);
    }

    /// <summary>The wait before so many bytes are sent; the link is then busy with them.</summary>
    public TimeSpan Send(int bytes)
    {
        if (Speed is not { } speed)
        {
            return TimeSpan.Zero;
        }

        var start = line > free ? line : free;
        free = start + speed.Time(bytes);
        return To(speed.Carried ? free : start);
    }

    /// <summary>After a gate or a silence nobody knows how late it is: both clocks start again.</summary>
    public void Restart() => script = free = line;

    private TimeSpan To(TimeSpan at)
    {
        var wait = at > line ? at - line : TimeSpan.Zero;
        line += wait;
        return wait;
    }
}
