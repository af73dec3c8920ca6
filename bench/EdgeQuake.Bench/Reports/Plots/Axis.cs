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

    /// <summary>Both ends moved outward to 1, 2 or 5 times a power of ten; values at or below zero stand at the low end.</summary>
    public static Axis Log(double low, double high, double from, double to)
    {
        var bottom = Round(Math.Max(low, 0.001), up: false);
        var top = Round(Math.Max(high, bottom * 1.01), up: true);
        return new(Math.Log10(bottom), Math.Log10(top), from, to, log: true);
    }

    public double At(double value)
    {
        var v = _log ? Math.Log10(Math.Max(value, Math.Pow(10, _low))) : value;
        return _from + ((Math.Clamp(v, _low, _high) - _low) / (_high - _low) * (_to - _from));
    }

    public IReadOnlyList<double> Ticks(int about = 6) => _log ? LogTicks(about) : LinearTicks(about);

    public static string Label(double tick) => Math.Abs(tick) switch
    {
        >= 1_000_000 => (tick / 1_000_000).ToString("0.##", CultureInfo.InvariantCulture) + "M",
        >= 10_000 => (tick / 1000).ToString("0.##", CultureInfo.InvariantCulture) + "k",
        _ => tick.ToString("0.###", CultureInfo.InvariantCulture),
    };

    private double[] LinearTicks(int about)
    {
        var raw = (_high - _low) / about;
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step = power * (raw / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
        var first = Math.Ceiling(_low / step);
        return [.. Enumerable.Range(0, about * 2).Select(i => Math.Round((first + i) * step, 9)).TakeWhile(t => t <= _high * 1.000001)];
    }

    private double[] LogTicks(int about)
    {
        var decades = Enumerable.Range((int)Math.Floor(_low), (int)Math.Ceiling(_high) - (int)Math.Floor(_low) + 1).ToArray();
        double[] factors = decades.Length <= about / 2 ? [1, 2, 5] : [1];
        return [.. decades.SelectMany(d => factors.Select(f => f * Math.Pow(10, d))).Where(t => Math.Log10(t) >= _low - 1e-9 && Math.Log10(t) <= _high + 1e-9)];
    }

    private static double Round(double value, bool up)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        double[] steps = [1, 2, 5, 10];
        return power * (up ? steps.First(s => s * power >= value * 0.999999) : steps.Last(s => s * power <= value * 1.000001));
    }
}
