namespace EdgeQuake.Bench;

/// <summary>Whose arithmetic: the streaming guide's own snippets, and load tools that people compare with.</summary>
public enum ToolName
{
    /// <summary>The snippets of EdgeQuake's streaming guide: a clock around a loop.</summary>
    Guide,

    /// <summary>vLLM's <c>bench serve</c>.</summary>
    Vllm,

    /// <summary>SGLang's <c>bench_serving</c>.</summary>
    Sglang,
    Guidellm,
    Aiperf,
    GenaiPerf,
    Llmperf,
}

/// <summary>What a tool would have printed of the same streams.</summary>
/// <param name="Success">How many streams it would have called a success, and of how many.</param>
/// <param name="Notes">What it does that no figure shows, and what our timelines cannot tell.</param>
public sealed record ToolView(ToolName Tool, int Success, int Streams, IReadOnlyList<ToolFigure> Figures, IReadOnlyList<string> Notes);

/// <summary>One line of the tool's table.</summary>
/// <param name="Name">As the tool prints it.</param>
/// <param name="Value">Null = the tool would have printed nothing or 0 for want of samples.</param>
/// <param name="How">The tool's arithmetic in one line.</param>
/// <param name="Ours">The figure of ours that stands nearest: metric.stat.</param>
public sealed record ToolFigure(string Name, string Unit, double? Value, string How, string? Ours);
