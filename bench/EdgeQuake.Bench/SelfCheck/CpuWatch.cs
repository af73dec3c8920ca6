using System.Globalization;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>Processor time of this process and of the whole machine since it was made.</summary>
internal sealed class CpuWatch(Clock clock)
{
    private readonly TimeSpan _since = clock.Now;
    private readonly TimeSpan _process = Environment.CpuUsage.TotalTime;
    private readonly (long Busy, long All)? _machine = Machine();
    private readonly long _allocated = GC.GetTotalAllocatedBytes();

    public double Microseconds => (Environment.CpuUsage.TotalTime - _process).TotalMicroseconds;

    public long Allocated => GC.GetTotalAllocatedBytes() - _allocated;

    /// <summary>Of all cores, 0-1.</summary>
    public double Share => clock.Now > _since ? Math.Min(1, (Environment.CpuUsage.TotalTime - _process) / (clock.Now - _since) / Environment.ProcessorCount) : 0;

    /// <summary>Of all cores, 0-1; null where the platform does not tell.</summary>
    public double? MachineShare =>
        _machine is var (busy, all) && Machine() is var (busyNow, allNow) && allNow > all ? Math.Clamp((double)(busyNow - busy) / (allNow - all), 0, 1) : null;

    /// <summary>The first line of /proc/stat (proc(5)): user, nice, system, idle, iowait, irq, softirq, steal, in ticks.</summary>
    private static (long Busy, long All)? Machine()
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        try
        {
            long[] ticks = [.. File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(8).Select(t => long.Parse(t, CultureInfo.InvariantCulture))];
            return (ticks.Sum() - ticks[3] - ticks[4], ticks.Sum());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or IndexOutOfRangeException)
        {
            return null;
        }
    }
}
