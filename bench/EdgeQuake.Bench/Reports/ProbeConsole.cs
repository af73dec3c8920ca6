using System.Text;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>A probe as plain text: the waterfall, what was seen, and one line that says what is slow.</summary>
public static class ProbeConsole
{
    private const int Width = 48;

    public static string Text(ProbeResult r)
    {
        var text = new StringBuilder($"{r.Address}\n");
        text.Append($"asked as {Words.Of(r.Protocol)}{(r.Shape is { } s ? " " + Words.Of(s) : "")}");
        text.Append(r.Stream.Head is { } head ? $" · {head.Protocol}" : r.HttpVersion is { } v ? $" · HTTP/{v}" : "").Append(r.Stream.Tls is { } tls ? $" · {tls}" : "").Append(r.Stream.Status is { } status ? $" · status {status}" : "").Append(r.Remote is { } remote ? $" · {remote}" : "").Append("\n\n");
        Steps(text, r);
        Facts(text.Append('\n'), r);
        return text.Append($"\n{r.Slow}\n").ToString();
    }

    private static void Steps(StringBuilder text, ProbeResult r)
    {
        var total = r.Steps.Count == 0 ? 1 : Math.Max(1, r.Steps[^1].At.Ticks);
        foreach (var step in r.Steps)
        {
            var from = (int)((step.At - step.Took).Ticks * Width / total);
            var to = (int)(step.At.Ticks * Width / total);
            var bar = new string(' ', from) + (to > from ? new string('█', to - from) : "▏");
            text.Append($"{step.Name,-20}{Figures.Number(step.At.TotalMilliseconds),10} ms  {"+" + Figures.Number(step.Took.TotalMilliseconds),9}  │{bar.PadRight(Width + 1)}│\n");
        }
    }

    private static void Facts(StringBuilder text, ProbeResult r)
    {
        IEnumerable<(string Name, string? Value)> facts =
        [
            ("outcome", Words.Of(r.Stream.Class) + (r.Stream.Message is { } m ? $": {m}" : "")),
            ("looks like", r.Seen?.Name),
            ("proxy", r.Proxy is { } proxy ? $"{proxy}, of the environment" : null),
            ("tokens", r.Stream.Tokens.Count == 0 ? null : $"{Figures.Count(r.Stream.Tokens.Count)} token events of {Figures.Count(r.Stream.Events)} events, {Figures.Count(r.Stream.Bytes)} bytes{(r.Stream.UsageTokens is { } u ? $"; the server says {u}" : "")}"),
            ("gaps", r.Gaps.Mean is { } mean ? $"mean {Figures.Number(mean.TotalMilliseconds)} ms, longest {Figures.Number(r.Gaps.Longest?.TotalMilliseconds)} ms, {r.Gaps.Stalls} stalls" : null),
            ("delivery", r.Delivery.Class is { } d ? $"{Words.Of(d)}; longest burst {r.Delivery.LongestBurst}" : null),
            .. r.Headers.Select(h => (h.Name, (string?)h.Value)), .. r.Signs.Select(s => ("on the way", (string?)$"{s.What} ({s.Example})")),
        ];
        foreach (var (name, value) in facts.Where(f => f.Value is not null))
        {
            text.Append($"{name,-20}{value}\n");
        }
    }
}
