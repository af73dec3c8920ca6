using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>The sentences that console, Markdown and HTML share: said once, so that they cannot disagree.</summary>
internal static class LoadText
{
    public static string Subject(LoadResult r)
    {
        var shape = r.Load.Shape is { } s ? " " + Words.Of(s) : "";
        var bound = (r.Load.For, r.Load.Count) switch
        {
            ({ } f, null) => $" for {Figures.Seconds(f)}",
            (null, { } n) => $", {Figures.Count(n)} streams",
            ({ } f, { } n) => $" for {Figures.Seconds(f)}, at most {Figures.Count(n)} streams",
            _ => "",
        };
        return $"{r.Load.Target} · {Words.Of(r.Load.Protocol)}{shape} · {r.Load.Loop}{bound} · {r.Load.Via}" + (r.Joined is { } runs ? $" · {runs} runs joined, as if they had begun at once" : "");
    }

    public static string Trusted(LoadResult r) =>
        Words.Of(r.Validity.Trust).ToUpperInvariant() + (r.Validity.BoundMs is { } b ? $" · stamps late by at most {Figures.Number(b)} ms (p99)" : "") + (r.Interrupted ? " · INTERRUPTED: figures are of what was measured until then" : "")
        + (r.Stopped is { } stop ? $" · ENDED EARLY at {Figures.Seconds(stop.At)}: {stop.Message}" : "");

    public static string Cuts(LoadResult r)
    {
        var s = r.Summary;
        return $"figures are of the {Figures.Count(s.Streams)} streams planned from {Figures.Seconds(s.Steady.From)} to {Figures.Seconds(s.Steady.To)}; "
            + $"cut off: {Figures.Count(s.WarmUpStreams)} in the warm-up, and {Figures.Seconds(Late(s))} of drain";
    }

    public static string Outcomes(LoadSummary s) =>
        s.Streams == 0 ? "no stream" : string.Join(" · ", s.Classes.Select(c => $"{Words.Of(c.Class)} {Figures.Count(c.Streams)}"));

    /// <summary>Headline rates, each with its interval where it has one.</summary>
    public static IReadOnlyList<(string Name, string Value)> Rates(LoadSummary s) =>
    [
        ("output tokens/s", $"{Figures.Number(s.Rates.Tokens)} in the steady window, {Figures.Number(s.Rates.TokensFull)} over the whole run"),
        ("complete streams/s", Figures.Number(s.Rates.Streams)),
        ("goodput", $"{Figures.Number(s.Rates.Goodput)} streams/s · {Share(s.Rates.Good, s.Rates.GoodLow, s.Rates.GoodHigh)} of all"),
        ("failed", Share(s.Rates.Failed, s.Rates.FailedLow, s.Rates.FailedHigh)),
    ];

    public static string Delivered(LoadSummary s)
    {
        var word = s.Delivery is { } d ? Words.Of(d) : "too few tokens to say";
        var counts = string.Join(" · ", s.Deliveries.Select(d => $"{(d.Class is { } c ? Words.Of(c) : "too few tokens")} {Figures.Count(d.Streams)}"));
        return counts.Length == 0 ? word : $"{word} ({counts})";
    }

    public static string TokenCounts(LoadSummary s) =>
        $"{Figures.Count(s.Tokens.Events)} events · server says {(s.Tokens.Usage is { } u ? $"{Figures.Count(u)} (from {Figures.Count(s.Tokens.UsageStreams)} streams)" : "nothing")} · "
        + $"{Figures.Count(s.Tokens.Estimate)} by characters/4" + (s.Tokens.Lost > 0 ? $" · {Figures.Count(s.Tokens.Lost)} lost in failed streams" : "");

    public static string Stalled(LoadSummary s) =>
        s.Stalls.Gaps == 0 ? "none" : $"{Figures.Count(s.Stalls.Gaps)} gaps of over 10 medians (at least 100 ms) in {Figures.Count(s.Stalls.Streams)} streams";

    public static string? LimitedBy(LoadSummary s) => s.Limited is not { } l ? null
        : $"{Figures.Count(l.Streams)} streams were turned away (429, 503); {Figures.Number(l.Sustained)} streams/s were not; Retry-After "
            + (l.RetryAfterMin is { } min ? min == l.RetryAfterMax ? $"{Figures.Number(min)} s" : $"{Figures.Number(min)} to {Figures.Number(l.RetryAfterMax)} s" : "was not sent");

    /// <summary>Nothing where no answer had a head, or the run is older.</summary>
    public static IEnumerable<(string Name, string Value)> OnTheWay(LoadResult r)
    {
        if (r.Way is not { } way)
        {
            yield break;
        }

        yield return ("answered over", string.Join(", ", way.Over) + (way.Servers.Count > 0 ? $" · server {string.Join(", ", way.Servers)}" : ""));
        foreach (var sign in way.Signs)
        {
            yield return ("on the way", $"{Figures.Count(sign.Streams)} of {Figures.Count(r.Summary.Streams)} streams: {sign.What} (the first: {sign.Example})");
        }
    }

    /// <summary>Null where the load never asks again.</summary>
    public static string? AskedAgain(LoadSummary s) => s.Recovery is not { } r ? null
        : r.Broke == 0 ? "no stream broke"
        : $"{Figures.Count(r.Broke)} streams broke: {Figures.Count(r.Recovered)} came back after a retry, {Figures.Count(r.FellBack)} by the call that does not stream, {Figures.Count(r.Lost)} were lost · "
            + $"{Figures.Count(r.Retries)} retries · {Figures.Count(r.DuplicateTokens)} duplicate tokens, {Figures.Count(r.TokensBefore)} tokens of attempts that broke"
            + (s.Of("recover") is { Count: > 0 } spread ? $" · time to recover p50 {Figures.Percentile(spread, 50)}, p95 {Figures.Percentile(spread, 95)}, max {Figures.Number(spread.Max)} ms" : "");

    /// <summary>One line a variant: its name and its figures.</summary>
    public static IEnumerable<(string Name, string Value)> Variants(LoadResult r) => (r.Variants ?? []).Select(v => (v.Name,
        $"{Figures.Count(v.Streams)} streams, {Figures.Count(v.Complete)} complete" + (r.Objectives.Count > 0 ? $", {Figures.Count(v.Good)} good" : "")
        + string.Concat(v.Spreads.Where(s => s.Count > 0).Select(s => $" · {s.Metric} p50 {Figures.Percentile(s, 50)}, p95 {Figures.Percentile(s, 95)} ms"))));

    public static string? Cost(LoadResult r) => r.Cost is not { } c ? null
        : $"{Money.Text(c.Sum)} by the usage of {Figures.Count(c.Streams)} streams" + (c.PerAnswer is { } each ? $" · {Money.Text(each)} an answer" : "")
            + (c.Per1000Characters is { } text ? $" · {Money.Text(text)} per 1,000 characters" : "") + (c.Unknown > 0 ? $" · unknown of {Figures.Count(c.Unknown)} streams that stated none" : "");

    public static string Objective(ObjectiveVerdict o)
    {
        var unit = MetricTable.Find(o.Objective.Metric)?.Unit ?? "";
        return o.Result switch
        {
            ObjectiveResult.Met => $"met: {Figures.WithUnit(o.Value, unit)}",
            ObjectiveResult.Missed => $"MISSED: {Figures.WithUnit(o.Value, unit)}",
            _ => o.Objective.Stat.StartsWith('p') ? $"cannot be judged: {o.Objective.Stat} needs {PercentileFloor.Of(double.Parse(o.Objective.Stat[1..]))} samples" : "cannot be judged: no samples",
        };
    }

    public static string Verdict(LoadResult r) => r.ExitCode switch
    {
        0 => "ok",
        1 => r.Stopped is { Kind: "max-failed" } stop ? $"judged bad, and ended at {Figures.Seconds(stop.At)}: {stop.Message}"
            : r.TooManyFailed ? $"judged bad: {Figures.Percent(r.Summary.Rates.Failed)} of the streams failed (allowed: {Figures.Percent(r.Load.MaxFailed)})" : "judged bad: an objective was missed",
        3 => r.Refusal?.Message ?? "nothing connected",
        4 when r.Summary.Streams == 0 => "INVALID: nothing was measured, for no stream was planned after the warm-up",
        4 => "INVALID: the numbers say more about this machine than about the server",
        5 => "inconclusive: too few samples for an objective",
        _ => "interrupted",
    };

    /// <summary>A share with its 95 % interval.</summary>
    public static string Share(double share, double low, double high) => $"{Figures.Percent(share)} ({Figures.Percent(low)} to {Figures.Percent(high)})";

    private static TimeSpan Late(LoadSummary s) => s.Full.To > s.Steady.To ? s.Full.To - s.Steady.To : TimeSpan.Zero;
}
