using System.Globalization;
using System.Text;

namespace EdgeQuake.Bench;

/// <summary>A value and what its run says of its spread; all in one unit, above zero.</summary>
internal readonly record struct Interval(double Middle, double Low, double High)
{
    /// <summary>Null where there is no value, or it is infinite; ends that are not known are the value itself.</summary>
    public static Interval? Of(double? middle, double? low, double? high) => middle is { } m && double.IsFinite(m)
        ? new(m, low is { } l && double.IsFinite(l) ? l : m, high is { } h && double.IsFinite(h) ? h : m)
        : null;

    public static Interval? Of(Middle? middle) => middle is { } m ? Of(m.Median, m.Least, m.Greatest) : null;
}

/// <summary>A column of a table that draws each row's value as a dot and its spread as a line, all rows on one logarithmic axis. Figures stay text beside it, so a phone can read them.</summary>
internal sealed class IntervalColumn
{
    private const double Width = 230;
    private const double Height = 20;

    /// <summary>Room at both ends for a dot, and between two labels for their digits.</summary>
    private const double Edge = 8;
    private const double Room = 34;
    private readonly Axis _axis;
    private readonly double[] _ticks;

    /// <param name="all">Every row's value; none at all draws an empty column.</param>
    public IntervalColumn(IEnumerable<Interval?> all)
    {
        Interval[] drawn = [.. all.OfType<Interval>()];
        _axis = Axis.Log(drawn.Select(i => i.Low).DefaultIfEmpty(1).Min(), drawn.Select(i => i.High).DefaultIfEmpty(10).Max(), Edge, Width - Edge);
        _ticks = [.. Spaced(_axis.Ticks(5))];
    }

    /// <summary>The axis, as the head of the column.</summary>
    public string Head => Svg(string.Concat(_ticks.Select(t => $"<text class=\"tick\" text-anchor=\"middle\" x=\"{N(_axis.At(t))}\" y=\"15\">{Axis.Label(t)}</text>")));

    public string Row(Interval? value)
    {
        var marks = new StringBuilder().AppendJoin("", _ticks.Select(t => $"<path class=\"grid\" d=\"M{N(_axis.At(t))} 0V{N(Height)}\"/>"));
        if (value is { } v)
        {
            marks.Append($"<path class=\"line stroke-a\" d=\"M{N(_axis.At(v.Low))} 10H{N(_axis.At(v.High))}\"/><circle class=\"fill-a\" cx=\"{N(_axis.At(v.Middle))}\" cy=\"10\" r=\"4\"/>");
        }

        return Svg(marks.ToString());
    }

    private static string Svg(string marks) => $"<svg viewBox=\"0 0 {N(Width)} {N(Height)}\" aria-hidden=\"true\">{marks}</svg>";

    private IEnumerable<double> Spaced(IReadOnlyList<double> ticks)
    {
        var last = double.NegativeInfinity;
        foreach (var tick in ticks)
        {
            if (_axis.At(tick) - last >= Room)
            {
                last = _axis.At(tick);
                yield return tick;
            }
        }
    }

    private static string N(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
