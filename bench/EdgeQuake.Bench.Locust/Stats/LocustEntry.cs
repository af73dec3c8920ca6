namespace EdgeQuake.Bench.Locust;

/// <summary>One line of Locust's table since the last report. Times in milliseconds, stamps in seconds since the epoch.</summary>
/// <param name="LastRequest">Null = nothing ended.</param>
/// <param name="Without">Requests that have no response time: failed streams, and all tokens.</param>
/// <param name="Min">Null = nothing has a response time.</param>
/// <param name="Times">Response time → how often; the failed at <see cref="EntryBuilder.Never"/>.</param>
internal sealed record LocustEntry(
    string Name, string Method, double? LastRequest, double StartTime, long Requests, long Without, long Failures, double Sum, double Max, double? Min, long Content,
    IReadOnlyDictionary<double, long> Times, IReadOnlyDictionary<long, long> PerSecond, IReadOnlyDictionary<long, long> FailuresPerSecond);

/// <summary>Adds up one entry.</summary>
internal sealed class EntryBuilder(string name, string method, DateTimeOffset start)
{
    /// <summary>+∞ as Locust can show it: an hour, where our own histograms end too.</summary>
    public const double Never = 3_600_000;

    private readonly SortedDictionary<double, long> _times = [];
    private readonly SortedDictionary<long, long> _perSecond = [];
    private readonly SortedDictionary<long, long> _failures = [];
    private DateTimeOffset? _last;
    private long _requests;
    private long _without;
    private long _failed;
    private long _content;
    private double _sum;
    private double _max;
    private double? _min;

    /// <param name="ms">+∞ for a failure; null = this stream has not this metric, and nothing is counted.</param>
    public void Add(DateTimeOffset at, double? ms, bool failed = false, long content = 0)
    {
        if (ms is not { } time)
        {
            return;
        }

        Count(at, content, timed: !double.IsPositiveInfinity(time));
        var key = Key(time);
        _times[key] = _times.GetValueOrDefault(key) + 1;
        if (double.IsFinite(time))
        {
            (_sum, _max, _min) = (_sum + time, Math.Max(_max, time), Math.Min(_min ?? time, time));
        }

        if (failed)
        {
            _failed++;
            _failures[at.ToUnixTimeSeconds()] = _failures.GetValueOrDefault(at.ToUnixTimeSeconds()) + 1;
        }
    }

    /// <summary>One that is only counted.</summary>
    public void Count(DateTimeOffset at, long content, bool timed = false)
    {
        _requests++;
        _without += timed ? 0 : 1;
        _content += content;
        _perSecond[at.ToUnixTimeSeconds()] = _perSecond.GetValueOrDefault(at.ToUnixTimeSeconds()) + 1;
        _last = _last > at ? _last : at;
    }

    public LocustEntry Build() => new(name, method, _last is { } at ? Seconds(at) : null, Seconds(start), _requests, _without, _failed, _sum, _max, _min, _content, _times, _perSecond, _failures);

    /// <summary>Locust's own workers round to two digits. To the tenth below 100 ms, to the whole above: a percentile is wrong by half a millisecond at most, and a master holds few thousand keys.</summary>
    internal static double Key(double ms) => double.IsPositiveInfinity(ms) ? Never : Math.Min(Never, ms < 100 ? Math.Round(ms, 1) : Math.Round(ms));

    private static double Seconds(DateTimeOffset at) => at.ToUnixTimeMilliseconds() / 1000.0;
}
