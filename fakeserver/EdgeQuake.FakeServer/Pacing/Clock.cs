using System.Diagnostics;

namespace EdgeQuake.FakeServer;

/// <summary>Time as an argument: a monotonic now and a sleep to an absolute deadline. Real, or stepped in tests.</summary>
public abstract class Clock
{
    /// <summary>The machine's monotonic clock, comparable between processes of one machine.</summary>
    public static Clock Real { get; } = new RealClock();

    /// <summary>Monotonic time since a fixed, arbitrary origin.</summary>
    public abstract TimeSpan Now { get; }

    /// <summary>Wall-clock time: for headers and HTTP dates only.</summary>
    public abstract DateTimeOffset UtcNow { get; }

    /// <summary>Blocks the calling thread until <paramref name="deadline"/>; returns at once when it has passed.</summary>
    public abstract void SleepUntil(TimeSpan deadline);

    private sealed class RealClock : Clock
    {
        public override TimeSpan Now => Stopwatch.GetElapsedTime(0);

        public override DateTimeOffset UtcNow => DateTimeOffset.UtcNow;

        public override void SleepUntil(TimeSpan deadline)
        {
            // Thread.Sleep(1) wakes after 1.06-1.1 ms on Linux: sleep whole milliseconds, spin the rest.
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
}
