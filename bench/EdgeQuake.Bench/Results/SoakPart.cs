using System.Text;

namespace EdgeQuake.Bench;

/// <summary>Memory of the fake server over a soak.</summary>
internal static class SoakPart
{
    public static void Append(StringBuilder html, IReadOnlyList<PublishedEntry> entries)
    {
        foreach (var (run, fact) in PublishedEntry.Newests<SoakResult>(entries))
        {
            html.Append($"<h3>{SvgPlot.Escape(run.Name)}</h3>\n").Append(ResultsPage.Source(run));
            if (fact.Samples.Count > 0)
            {
                html.Append("<div class=\"one\"><figure>").Append(Plot(fact)).Append("</figure></div>\n");
            }

            HtmlPage.Notes(html, SoakReport.Lines(fact));
        }
    }

    private static string Plot(SoakResult r)
    {
        var x = Axis.Linear(0, r.Samples.Max(s => s.At.TotalMinutes), SvgPlot.Left, SvgPlot.Right);
        var y = Axis.Linear(0, r.Samples.Max(s => s.ResidentBytes) / SoakReport.MiB * 1.1, SvgPlot.Bottom, SvgPlot.Top);
        var plot = new SvgPlot($"Memory over time, {Figures.Count(r.Streams)} streams at once", "minutes", "MiB").Grid(x, y)
            .Line("stroke-a", r.Samples.Select(s => ((double, double)?)(x.At(s.At.TotalMinutes), y.At(s.ResidentBytes / SoakReport.MiB))))
            .Line("stroke-c", r.Samples.Select(s => ((double, double)?)(x.At(s.At.TotalMinutes), y.At(s.HeapLiveBytes / SoakReport.MiB))));
        return plot.Cut(x.At(r.WarmUp.TotalMinutes), "slopes from here").Render([("fill-a", "resident"), ("fill-c", "live heap")]);
    }
}
