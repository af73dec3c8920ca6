namespace EdgeQuake.FakeServer;

/// <summary>One exchange while it is recorded: stamps, masks and writes each line after its bytes were passed on.</summary>
internal sealed class RecordedAnswer
{
    private readonly RecordingLog log;
    private readonly RequestFacts masked;
    private readonly EchoMask mask;
    private readonly Clock clock;
    private readonly int number;
    private TimeSpan sent;
    private int? status;
    private int reads;
    private long bytes;

    /// <param name="since">When the request came, since the recording began.</param>
    public RecordedAnswer(RecordingLog log, Clock clock, int connection, TimeSpan since, RequestFacts facts)
    {
        (this.log, this.clock, number, sent) = (log, clock, log.NextExchange(), clock.Now);
        mask = new EchoMask(facts);
        masked = Secrets.Masked(facts);
        log.Write(RecordingLines.Request(number, connection, since, masked));
    }

    /// <summary>Time since the request went to the upstream.</summary>
    public TimeSpan Now => clock.Now - sent;

    /// <summary>The request goes out now: from here on the exchange's clock runs.</summary>
    public void Sending() => sent = clock.Now;

    public void Head(TimeSpan at, ResponseHead head)
    {
        status = head.Status;
        HttpField[] headers = [.. head.Headers.Select(h => Secrets.MaskedAnswer(h)).Select(h => h with { Value = mask.Masked(h.Value) })];
        log.Write(RecordingLines.Response(number, at, head with { Headers = headers }));
    }

    public void Read(TimeSpan at, ReadOnlyMemory<byte> raw)
    {
        reads++;
        bytes += raw.Length;
        log.Write(RecordingLines.Read(number, at, mask.Masked(raw)));
    }

    public RecordedSummary Ended(RecordedEnding how, string? why)
    {
        var end = new RecordedEnd(Now, how, why);
        log.Write(RecordingLines.End(number, end));
        return new RecordedSummary(number, masked.Method, masked.Target, status, reads, bytes, end);
    }
}
