using System.Globalization;
using System.Net;
using System.Text;

namespace EdgeQuake.Bench;

/// <summary>One plot as inline SVG: frame, grid and marks; colours are the page's CSS classes, so that light and dark are its business.</summary>
/// <param name="title">Also the accessible name.</param>
internal sealed class SvgPlot(string title, string xTitle, string yTitle)
{
    public const double Left = 62;
    public const double Right = 704;
    public const double Top = 34;
    public const double Bottom = 236;
    private const double Height = 282;
    private readonly StringBuilder _marks = new();

    /// <summary>Grid lines and labels of both axes; call before the marks, so that they lie on top.</summary>
    public SvgPlot Grid(Axis x, Axis y, bool percent = false)
    {
        foreach (var tick in y.Ticks(5))
        {
            var label = percent ? $"{tick * 100:0} %" : Axis.Label(tick);
            _marks.Append($"<path class=\"grid\" d=\"M{N(Left)} {N(y.At(tick))}H{N(Right)}\"/><text class=\"tick\" text-anchor=\"end\" x=\"{N(Left - 6)}\" y=\"{N(y.At(tick) + 4)}\">{label}</text>");
        }

        foreach (var tick in x.Ticks(9))
        {
            _marks.Append($"<path class=\"grid\" d=\"M{N(x.At(tick))} {N(Top)}V{N(Bottom)}\"/><text class=\"tick\" text-anchor=\"middle\" x=\"{N(x.At(tick))}\" y=\"{N(Bottom + 16)}\">{Axis.Label(tick)}</text>");
        }

        return this;
    }

    /// <summary>A line through the points; a gap where there is none.</summary>
    public SvgPlot Line(string css, IEnumerable<(double X, double Y)?> points)
    {
        var path = new StringBuilder();
        var pen = false;
        foreach (var point in points)
        {
            if (point is var (x, y))
            {
                path.Append(pen ? 'L' : 'M').Append(N(x)).Append(' ').Append(N(y));
            }

            pen = point is not null;
        }

        if (path.Length > 0)
        {
            _marks.Append($"<path class=\"line {css}\" d=\"{path}\"/>");
        }

        return this;
    }

    /// <summary>A rectangle from the base line or on top of another; the hint is shown on hover and read aloud.</summary>
    public SvgPlot Bar(string css, double x, double width, double top, double bottom, string hint)
    {
        if (bottom - top > 0.01)
        {
            _marks.Append($"<rect class=\"{css}\" x=\"{N(x)}\" y=\"{N(top)}\" width=\"{N(Math.Max(0.5, width))}\" height=\"{N(bottom - top)}\"><title>{Escape(hint)}</title></rect>");
        }

        return this;
    }

    public SvgPlot Dot(string css, double x, double y, double radius = 2)
    {
        _marks.Append($"<circle class=\"{css}\" cx=\"{N(x)}\" cy=\"{N(y)}\" r=\"{N(radius)}\"/>");
        return this;
    }

    /// <summary>A cut across the plot, named at its top.</summary>
    public SvgPlot Cut(double x, string name)
    {
        // Near the right edge the name stands before its line, else it is cut off.
        var (at, anchor) = x + 3 + (name.Length * 6.4) > Right + 8 ? (x - 3, " text-anchor=\"end\"") : (x + 3, "");
        _marks.Append($"<path class=\"cut\" d=\"M{N(x)} {N(Top)}V{N(Bottom)}\"/><text class=\"tick\"{anchor} x=\"{N(at)}\" y=\"{N(Top + 10)}\">{Escape(name)}</text>");
        return this;
    }

    /// <summary>The whole element.</summary>
    /// <param name="legend">Class and name, drawn at the top right.</param>
    public string Render(IReadOnlyList<(string Css, string Name)> legend)
    {
        var svg = new StringBuilder($"<svg viewBox=\"0 0 720 {N(Height)}\" role=\"img\" aria-label=\"{Escape(title)}\"><text class=\"title\" x=\"8\" y=\"18\">{Escape(title)}</text>");
        var x = Right - legend.Sum(l => 22 + (l.Name.Length * 6.4));
        foreach (var (css, name) in legend)
        {
            svg.Append($"<rect class=\"{css}\" x=\"{N(x)}\" y=\"9\" width=\"10\" height=\"10\" rx=\"2\"/><text class=\"tick\" x=\"{N(x + 14)}\" y=\"18\">{Escape(name)}</text>");
            x += 22 + (name.Length * 6.4);
        }

        return svg.Append(_marks)
            .Append($"<text class=\"tick\" text-anchor=\"middle\" x=\"{N((Left + Right) / 2)}\" y=\"{N(Height - 8)}\">{Escape(xTitle)}</text>")
            .Append($"<text class=\"tick\" text-anchor=\"middle\" transform=\"translate(14 {N((Top + Bottom) / 2)}) rotate(-90)\">{Escape(yTitle)}</text></svg>").ToString();
    }

    /// <summary>Text made safe for element and attribute.</summary>
    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    private static string N(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
