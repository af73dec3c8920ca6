namespace EdgeQuake.Bench;

/// <summary>One line that says where the time of a stream went: network, retrieval, the model's first word, generation, or a proxy. Pure.</summary>
internal static class SlowPart
{
    private static readonly TimeSpan Unnoticed = TimeSpan.FromMilliseconds(200);

    public static string Of(IReadOnlyList<ProbeStep> steps, StreamTimeline stream, Refusal? refusal)
    {
        if (refusal is not null)
        {
            return refusal.Message;
        }

        if (stream.Class is not StreamClass.Complete)
        {
            return $"not complete: {stream.Message ?? "stopped by us"}";
        }

        var end = At(steps, Waterfall.Done) ?? At(steps, Waterfall.End)!.Value;
        if (Held.Of(stream) is { } held)
        {
            return $"buffered: {held.Tokens} of {stream.Tokens.Count} tokens came at once after {Ms(held.Waited)}; something holds the stream back (proxy_buffering on; gzip; a server that does not flush)";
        }

        return Parts(steps, stream, end).Where(p => p.Took >= Unnoticed && p.Took >= end / 3).OrderByDescending(p => p.Took).Select(p => p.Line).FirstOrDefault()
            ?? $"nothing is slow: first token after {Ms(At(steps, Waterfall.FirstToken))}, done after {Ms(end)}";
    }

    private static IEnumerable<(TimeSpan Took, string Line)> Parts(IReadOnlyList<ProbeStep> steps, StreamTimeline stream, TimeSpan end)
    {
        var network = At(steps, Waterfall.Tls) ?? At(steps, Waterfall.Tcp) ?? TimeSpan.Zero;
        yield return (network, $"network: {Ms(network)} until the connection stood (name, TCP, TLS)");
        var sent = At(steps, Waterfall.Sent) ?? network;
        var source = At(steps, Waterfall.FirstSource);
        var token = At(steps, Waterfall.FirstToken) ?? end;
        if (source is { } s && s <= token)
        {
            yield return (s - sent, $"retrieval: {Ms(s - sent)} until the first source; try a smaller top_k, or another mode");
            yield return (token - s, $"the model's first word: {Ms(token - s)} after the sources");
        }
        else
        {
            yield return (token - sent, $"waiting: {Ms(token - sent)} from request to first token; retrieval and the model's start cannot be told apart, for no source came before it");
        }

        if (stream.Tokens.Count > 1)
        {
            var rate = (stream.Tokens.Count - 1) / (stream.Tokens[^1].At - stream.Tokens[0].At).TotalSeconds;
            yield return (end - token, $"generation: {Ms(end - token)} for {stream.Tokens.Count} tokens, {Figures.Number(rate)}/s");
        }
    }

    private static TimeSpan? At(IReadOnlyList<ProbeStep> steps, string name) => steps.Where(s => s.Name == name).Select(s => (TimeSpan?)s.At).FirstOrDefault();

    private static string Ms(TimeSpan? time) => $"{Figures.Number(time?.TotalMilliseconds)} ms";
}
