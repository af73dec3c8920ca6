using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EdgeQuake.FakeServer;

/// <summary>Captures what a run's numbers stand on: tool, machine kind and settings. Never a host name, never a secret.</summary>
public static class RunHeaders
{
    /// <param name="kind">conformance, load, parsers, pacing, throughput or selftest.</param>
    /// <param name="schema">Version of the run.json schema of this kind.</param>
    /// <param name="args">As typed; the values of keys and tokens are masked here.</param>
    /// <param name="provenance">Where the subject's code came from, where that is not a registry.</param>
    public static RunHeader Capture(
        string kind, int schema, ulong seed, IReadOnlyList<string> args, DateTimeOffset startedUtc, TimeSpan duration, string? provenance = null)
    {
        var cpu = Machine.CpuModel();
        var (version, commit) = ToolVersion.Of(typeof(RunHeaders).Assembly, AppContext.BaseDirectory);
        var cores = Environment.ProcessorCount;
        // The command as one file was compiled before, and by another compiler: its figures are not those of the build.
        var runtime = RuntimeInformation.FrameworkDescription + (RuntimeFeature.IsDynamicCodeCompiled ? "" : ", native");
        var kindOfMachine = $"{RuntimeInformation.RuntimeIdentifier}, {cpu}, {cores} {(cores == 1 ? "core" : "cores")}";
        return new RunHeader(
            kind, schema, $"edgequake-harness {version}", commit, runtime, RuntimeInformation.OSDescription,
            kindOfMachine, cpu, cores, Machine.DescriptorLimit(), seed, Secrets.Masked(args), startedUtc, duration, provenance);
    }
}
