using System.Diagnostics;

namespace EdgeQuake.FakeServer;

/// <summary>CLOCK_MONOTONIC (QueryPerformanceCounter on Windows) and the most precise sleep that the platform has.</summary>
internal sealed class RealClock : Clock
{
    public override TimeSpan Now => Stopwatch.GetElapsedTime(0);

    public override DateTimeOffset UtcNow => DateTimeOffset.UtcNow;

    public override void SleepUntil(TimeSpan deadline)
    {
        if (OperatingSystem.IsLinux())
        {
            LinuxSleep.Until(deadline);
            return;
        }

        // Thread.Sleep(1) wakes after 1.06-1.1 ms at best: sleep whole milliseconds, spin the rest.
        for (var left = deadline - Now; left > TimeSpan.Zero; left = deadline - Now)
        {
            if (left > TimeSpan.FromMilliseconds(1.2))
            {
                Thread.Sleep(Math.Max(1, (int)left.TotalMilliseconds - 1));
            }
            else
            {
                Thread.SpinWait(20);
            }
        }
    }
}
