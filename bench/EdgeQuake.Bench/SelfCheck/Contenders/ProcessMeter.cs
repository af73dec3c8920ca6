using System.Diagnostics;
using System.Globalization;

namespace EdgeQuake.Bench;

/// <summary>What the operating system says about a server's process: on Linux /proc/PID/stat, in ticks of 10 ms.</summary>
internal sealed class ProcessMeter(Process process)
{
    /// <summary>User and system time so far.</summary>
    public TimeSpan Cpu => Fresh().TotalProcessorTime;

    /// <summary>Resident memory now, in bytes.</summary>
    public long Resident => Fresh().WorkingSet64;

    /// <summary>What the scheduler gives the thread of that name: <c>real time, priority 1</c> or <c>normal, nice 0</c>; null where there is none, or nobody tells.</summary>
    public string? Scheduling(string thread)
    {
        try
        {
            return !OperatingSystem.IsLinux() ? null : Directory.EnumerateDirectories($"/proc/{process.Id}/task")
                .Where(t => File.ReadAllText(Path.Combine(t, "comm")).TrimEnd('\n') == thread)
                .Select(t => Scheduled(File.ReadAllText(Path.Combine(t, "stat"))))
                .FirstOrDefault();
        }
        catch (IOException)
        {
            return null; // a thread that ended while it was looked at
        }
    }

    /// <summary>Of proc_pid_stat(5): fields 19 (nice), 40 (rt_priority) and 41 (policy), counted behind the name, which may hold spaces.</summary>
    internal static string Scheduled(string stat)
    {
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var (nice, priority, policy) = (fields[16], fields[37], int.Parse(fields[38], CultureInfo.InvariantCulture));
        return policy is 1 or 2 ? $"real time, priority {priority}" : $"normal, nice {nice}";
    }

    private Process Fresh()
    {
        process.Refresh();
        return process.HasExited ? throw new SelfTestException("a server's process ended while it was measured") : process;
    }
}
