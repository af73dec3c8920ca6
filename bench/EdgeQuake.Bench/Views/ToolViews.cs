using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>Recomputes from our timelines what another tool would have printed: why tools disagree about the same streams. Pure.</summary>
/// <remarks>Definitions were read in each tool's source. Where a tool needs what no timeline has (its own tokenizer, its own connections), the nearest is taken and a note says so.</remarks>
public static class ToolViews
{
    private static readonly StreamClass[] Lenient = [StreamClass.Complete, StreamClass.Truncated, StreamClass.Duplicated, StreamClass.Server];
    private static readonly StreamClass[] Strict = [StreamClass.Complete, StreamClass.Truncated, StreamClass.Duplicated];

    /// <param name="streams">All of the run: none of these tools cuts warm-up or drain unless told.</param>
    public static ToolView Of(ToolName tool, IReadOnlyList<StreamTimeline> streams)
    {
        StreamClass[] good = tool is ToolName.Guide or ToolName.Vllm ? Lenient : Strict;
        ToolStream[] counted = [.. streams.Where(s => good.Contains(s.Class)).Select(s => new ToolStream(s)).Where(s => s is { FirstText: not null, Events: > 0 })];
        var seconds = streams.Count == 0 ? 0 : (streams.Max(s => s.End) - streams.Min(s => s.Started)).TotalSeconds;
        var (figures, notes) = tool switch
        {
            ToolName.Guide => GuideViews.Guide(counted),
            ToolName.Vllm => ServingViews.Vllm(counted, seconds),
            ToolName.Sglang => ServingViews.Sglang(counted, seconds),
            ToolName.Guidellm => PerRequestViews.Guidellm(counted, seconds),
            ToolName.Aiperf => PerRequestViews.Aiperf(counted, seconds),
            ToolName.GenaiPerf => PerRequestViews.GenaiPerf(counted, seconds),
            _ => GuideViews.Llmperf(counted, seconds),
        };
        var wrong = streams.Count(s => good.Contains(s.Class) && s.Class != StreamClass.Complete);
        return new(tool, counted.Length, streams.Count, figures, wrong == 0 ? notes : [.. notes, $"{Figures.Count(wrong)} of its successes were truncated, had their text twice or carried an error frame"]);
    }

    /// <summary>All of them as one table each, ours beside.</summary>
    /// <param name="run">The same streams as we see them; percentiles below their floor say so.</param>
    public static string Text(IReadOnlyList<ToolView> views, LoadResult run) => string.Join('\n', views.Select(v => Text(v, run)));

    private static string Text(ToolView v, LoadResult run)
    {
        string[][] rows = [["as " + Words.Of(v.Tool) + " prints it", "value", "ours", "", "how"], .. v.Figures.Select(f => new[] { f.Name, Figures.Number(f.Value) + " " + f.Unit, Ours(f, run), f.Ours ?? "", f.How })];
        int[] widths = [.. Enumerable.Range(0, 4).Select(i => rows.Max(r => r[i].Length))];
        var table = string.Concat(rows.Select(r => $"{r[0].PadRight(widths[0])}  {r[1].PadLeft(widths[1])}  {r[2].PadLeft(widths[2])}  {r[3].PadRight(widths[3])}  {r[4]}".TrimEnd() + "\n"));
        return $"{table}successes  {Figures.Count(v.Success)} of {Figures.Count(v.Streams)} (ours: {Figures.Count(run.Streams.Count(s => s.Complete))} complete)\n" + string.Concat(v.Notes.Select(n => $"  {n}\n"));
    }

    private static string Ours(ToolFigure f, LoadResult run)
    {
        if (f.Ours?.Split('.', 2) is not [var metric, .. var rest] || MetricTable.Find(metric) is not { } facts)
        {
            return "–";
        }

        var spread = run.Summary.Of(metric);
        var value = rest is [] ? run.Summary.Rates.Of(metric) : rest[0] == "mean" ? spread.Mean : spread.At(double.Parse(rest[0][1..], System.Globalization.CultureInfo.InvariantCulture));
        return Figures.WithUnit(value, facts.Unit);
    }
}
