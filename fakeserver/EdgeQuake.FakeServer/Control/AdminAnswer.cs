namespace EdgeQuake.FakeServer;

/// <summary>What answers a request to the admin API: a whole answer, or lines that go on until the client leaves.</summary>
internal abstract record AdminAnswer
{
    public sealed record Whole(Plan Plan) : AdminAnswer;

    /// <summary>NDJSON: every element one line, sent at once.</summary>
    public sealed record Lines(IAsyncEnumerable<ReadOnlyMemory<byte>> Each) : AdminAnswer
    {
        /// <summary>Close-delimited for HTTP/1.0, which has no chunks.</summary>
        public static PlanOp.Respond Head(bool http10) => new(
            200, [new("Content-Type", "application/x-ndjson"), new("Cache-Control", "no-store")], http10 ? BodyFraming.Close : BodyFraming.Chunked, null);
    }
}
