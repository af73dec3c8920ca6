using System.CommandLine;
using EdgeQuake.Bench;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Harness;

/// <summary><c>--view vllm,guidellm</c>: what other tools would have printed of the same streams.</summary>
internal sealed class ViewWords
{
    private readonly Option<string?> _tools = new("--view")
    {
        Description = $"Prints what another tool would have of the same streams: {string.Join(", ", Words.All<ToolName>())}, or all; several with commas.",
        HelpName = "tools",
    };

    public void On(Verb verb) => verb.Add(_tools);

    /// <summary>The tools that were named; exit 2 on a word that is none.</summary>
    public IReadOnlyList<ToolName> Of(ParseResult parsed) => parsed.GetValue(_tools) switch
    {
        null => [],
        "all" => [.. Enum.GetValues<ToolName>()],
        var words => [.. words.Split(',', StringSplitOptions.TrimEntries).Select(w => Words.Parse<ToolName>(w) ?? throw CommandException.Usage($"--view: '{w}' is not {Values.NoneOf(w, [.. Words.All<ToolName>(), "all"])}"))],
    };

    /// <summary>The tables, where any was asked for and the run has streams.</summary>
    public static void Show(Session session, IReadOnlyList<ToolName> tools, LoadResult run)
    {
        if (tools.Count > 0 && run.Streams.Count > 0)
        {
            session.Out.WriteLine();
            session.Out.WriteLine(ToolViews.Text([.. tools.Select(t => ToolViews.Of(t, run.Streams))], run).TrimEnd('\n'));
        }
    }
}
