using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench.Locust;

/// <summary>Processor time of this process since it was asked last.</summary>
internal sealed class CpuMeter(Clock clock)
{
    private TimeSpan _at = clock.Now;
    private TimeSpan _used = Environment.CpuUsage.TotalTime;

    /// <summary>Of all cores, 0-100.</summary>
    public double Percent()
    {
        var (at, used) = (clock.Now, Environment.CpuUsage.TotalTime);
        var percent = at > _at ? Math.Round(Math.Clamp((used - _used) / (at - _at) / Environment.ProcessorCount * 100, 0, 100), 1) : 0;
        (_at, _used) = (at, used);
        return percent;
    }
}
