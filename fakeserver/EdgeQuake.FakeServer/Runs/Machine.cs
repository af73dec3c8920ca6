using System.Globalization;
using System.Runtime.InteropServices;

namespace EdgeQuake.FakeServer;

/// <summary>What the machine says about itself, as far as the platform tells it without a tool.</summary>
internal static class Machine
{
    /// <summary>The processor's marketing name; where nobody says, the architecture.</summary>
    public static string CpuModel() =>
        (OperatingSystem.IsLinux() ? FromCpuInfo(Lines("/proc/cpuinfo")) : null)
        ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER")
        ?? RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    /// <summary>How many descriptors (so: connections) the process may hold; null where the platform has no such limit or does not say.</summary>
    public static long? DescriptorLimit() => OperatingSystem.IsLinux() ? FromLimits(Lines("/proc/self/limits")) : null;

    internal static string? FromCpuInfo(IEnumerable<string> lines) => lines
        .Where(l => l.StartsWith("model name", StringComparison.Ordinal) || l.StartsWith("Hardware", StringComparison.Ordinal))
        .Select(l => l[(l.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim())
        .FirstOrDefault(l => l.Length > 0);

    /// <summary><c>Max open files            1024                 524288               files</c>: the soft limit.</summary>
    internal static long? FromLimits(IEnumerable<string> lines) => lines
        .Where(l => l.StartsWith("Max open files", StringComparison.Ordinal))
        .Select(l => l["Max open files".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0])
        .Select(l => long.TryParse(l, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : (long?)null)
        .FirstOrDefault();

    private static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return []; // a sandbox without /proc: the header says what is left
        }
    }
}
