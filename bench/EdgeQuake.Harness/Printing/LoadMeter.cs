using EdgeQuake.Bench;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace EdgeQuake.Harness;

/// <summary>A running load on stderr: a few rows that are redrawn on a terminal, plain lines elsewhere.</summary>
internal static class LoadMeter
{
    public static async Task<LoadResult> ShowAsync(Session session, Func<Action<LoadProgress>, Task<LoadResult>> work) => session.Live
        ? await session.Progress().Live(new Text("starting")).AutoClear(true).StartAsync(context => work(p => context.UpdateTarget(Rows(p))))
        : await Meter.ShowAsync(session, show => work(p => show(LoadConsole.Line(p))));

    /// <summary>Names in one column, what there is to say in the other.</summary>
    internal static IRenderable Rows(LoadProgress p)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(3)).AddColumn();
        foreach (var (name, value) in LoadConsole.Live(p))
        {
            grid.AddRow(new Text(name, new Style(decoration: Decoration.Dim)), new Text(value, Style(name, p)));
        }

        return grid;
    }

    private static Style Style(string name, LoadProgress p) => (name, p) switch
    {
        ("errors", { Failed: > 0 }) => new(Color.Red),
        ("validity", { Doubt.Trust: Trust.Invalid }) => new(Color.Red),
        ("validity", { Doubt.Trust: Trust.Degraded }) => new(Color.Yellow),
        _ => Spectre.Console.Style.Plain,
    };
}
