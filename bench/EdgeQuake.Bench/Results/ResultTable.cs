using System.Text;

namespace EdgeQuake.Bench;

/// <summary>The table of a report on the page of results, with one of its figures drawn in a column of its own.</summary>
internal static class ResultTable
{
    /// <param name="heads">A head that ends in a space is of a column of text.</param>
    /// <param name="cells">Plain text; escaped here.</param>
    /// <param name="after">How many columns stand before the drawn one.</param>
    public static void Append<T>(StringBuilder html, IReadOnlyList<string> heads, IReadOnlyList<T> rows, Func<T, IEnumerable<string>> cells, int after, Func<T, Interval?> drawn)
    {
        var column = new IntervalColumn(rows.Select(drawn));
        HtmlPage.MarkupTable(
            html, Insert(heads.Select(SvgPlot.Escape), after, $"<div class=\"iv\">{column.Head}</div> "),
            rows.Select(r => (IReadOnlyList<string>)Insert(cells(r).Select(HtmlPage.Cell), after, $"<div class=\"iv\">{column.Row(drawn(r))}</div>")));
    }

    private static string[] Insert(IEnumerable<string> cells, int at, string cell)
    {
        List<string> all = [.. cells];
        all.Insert(at, cell);
        return [.. all];
    }
}
