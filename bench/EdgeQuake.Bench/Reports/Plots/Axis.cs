using System.Globalization;

namespace EdgeQuake.Bench;

/// <summary>Values to pixels along one axis, linear or logarithmic, with round tick marks.</summary>
internal sealed class Axis
{
    private readonly double _low;
    private readonly double _high;
    private readonly double _from;
    private readonly double _to;
    private readonly bool _log;

    private Axis(double low, double high, double from, double to, bool log) => (_low, _high, _from, _to, _log) = (low, high, from, to, log);

    /// <param name="from">Pixel of <paramref name="low"/>; larger than <paramref name="to"/> on an upright axis.</param>
    public static Axis Linear(double low, double high, double from, double to) => new(low, high > low ? high : low + 1, from, to, log: false);

    /// <summary>Both ends moved a little outward; values at or below zero stand at the low end. Up to 0.01 at the least: nearer marks would all be labelled alike.</summary>
    public static Axis Log(double low, double high, double from, double to)
    {
        var bottom = Math.Max(low, 0.001) * 0.96;
        return new(Math.Log10(bottom), Math.Log10(Math.Max(Math.Max(high, bottom * 1.1), 0.01) * 1.04), from, to, log: true);
    }

    public double At(double value)
    {
        var v = _log ? Math.Log10(Math.Max(value, Math.Pow(10, _low))) : value;
        return _from + ((Math.Clamp(v, _low, _high) - _low) / (_high - _low) * (_to - _from));
    }

    public IReadOnlyList<double> Ticks(int about = 6) => _log ? LogTicks(about) : LinearTicks(_low, _high, about);

    public static string Label(double tick) => Math.Abs(tick) switch
    {
        >= 1_000_000 => (tick / 1_000_000).ToString("0.##", CultureInfo.InvariantCulture) + "M",
        >= 10_000 => (tick / 1000).ToString("0.##", CultureInfo.InvariantCulture) + "k",
        _ => tick.ToString("0.###", CultureInfo.InvariantCulture),
    };

    private static double[] LinearTicks(double low, double high, int about)
    {
        var raw = (high - low) / about;
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step = power * (raw / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
        var first = Math.Ceiling(low / step);
        return [.. Enumerable.Range(0, about * 2).Select(i => Math.Round((first + i) * step, 9)).TakeWhile(t => t <= high * 1.000001)];
    }

    /// <summary>Over less than a decade round steps, as on a linear axis; over more, ever fewer marks a decade.</summary>
    private double[] LogTicks(int about)
    {
        if (_high - _low < 0.8)
        {
            return LinearTicks(Math.Pow(10, _low), Math.Pow(10, _high), about);
        }

        double[] factors = (_high - _low) switch { < 1.6 => [1, 2, 3, 5, 7], < 3.5 => [1, 2, 5], _ => [1] };
        return [.. Enumerable.Range((int)Math.Floor(_low), (int)Math.Ceiling(_high - _low) + 1).SelectMany(d => factors.Select(f => f * Math.Pow(10, d))).Where(t => Math.Log10(t) >= _low && Math.Log10(t) <= _high)];
    }
}
