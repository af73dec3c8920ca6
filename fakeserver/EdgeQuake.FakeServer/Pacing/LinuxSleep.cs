using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace EdgeQuake.FakeServer;

/// <summary>Linux only: clock_nanosleep(2) to an absolute CLOCK_MONOTONIC deadline, with the thread's timer slack at 1 ns.</summary>
/// <remarks>The default slack of 50 µs may be added to every wake-up; an overshoot of 30-50 µs stays, which is the scheduler's.</remarks>
[SupportedOSPlatform("linux")]
internal static partial class LinuxSleep
{
    private const int Monotonic = 1, AbsoluteTime = 1, SetTimerSlack = 29;

    [ThreadStatic]
    private static bool slackSet;

    /// <summary>Blocks until the deadline on the time line of <see cref="Stopwatch"/>, which is CLOCK_MONOTONIC on Linux.</summary>
    internal static void Until(TimeSpan deadline)
    {
        if (!slackSet)
        {
            slackSet = true;
            _ = Prctl(SetTimerSlack, 1, 0, 0, 0);
        }

        var at = new TimeSpec(deadline.Ticks / TimeSpan.TicksPerSecond, deadline.Ticks % TimeSpan.TicksPerSecond * 100);
        while (Stopwatch.GetElapsedTime(0) < deadline)
        {
            // Anything but 0 is EINTR: a signal came, the deadline is absolute, so ask again.
            _ = ClockNanosleep(Monotonic, AbsoluteTime, in at, 0);
        }
    }

    [LibraryImport("libc", EntryPoint = "clock_nanosleep")]
    private static partial int ClockNanosleep(int clock, int flags, in TimeSpec request, nint remain);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Prctl(int option, nuint value, nuint a, nuint b, nuint c);

    /// <summary>struct timespec with 64-bit time.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct TimeSpec(long seconds, long nanoseconds)
    {
        public readonly nint Seconds = (nint)seconds;
        public readonly nint Nanoseconds = (nint)nanoseconds;
    }
}
