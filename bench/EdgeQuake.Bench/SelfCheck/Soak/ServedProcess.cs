using System.Diagnostics;
using System.Globalization;

namespace EdgeQuake.Bench;

/// <summary>A <c>serve</c> in a process of its own, as users run it, and what its metrics say.</summary>
internal sealed class ServedProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly HttpClient http = new();

    private ServedProcess(Process process, Uri root) => (this.process, Root) = (process, root);

    public Uri Root { get; }

    public static async Task<ServedProcess> StartAsync(IReadOnlyList<string> command, CancellationToken stop)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardOutput = true, UseShellExecute = false };
        try
        {
            var started = Process.Start(start) ?? throw new SelfTestException($"{command[0]} did not start");
            var line = await started.StandardOutput.ReadLineAsync(stop) ?? "";
            var url = line.Split(' ').FirstOrDefault(w => w.StartsWith("http://", StringComparison.Ordinal))?.TrimEnd(',');
            return url is null ? throw new SelfTestException($"serve said '{line}'; expected 'listening on URL'") : new ServedProcess(started, new Uri(url));
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new SelfTestException($"{command[0]} did not start: {e.Message}");
        }
    }

    public async Task<SoakSample> SampleAsync(TimeSpan at, CancellationToken stop)
    {
        try
        {
            var lines = (await http.GetStringAsync(new Uri(Root, "/__fake/metrics?collect"), stop)).Split('\n');
            return new SoakSample(
                at, Value(lines, "process_resident_memory_bytes"), Value(lines, "edgequake_fake_heap_live_bytes"), Value(lines, "edgequake_fake_heap_bytes"),
                Value(lines, "edgequake_fake_streams_open"), Value(lines, "edgequake_fake_tokens_sent_total"), Value(lines, "process_cpu_seconds_total"));
        }
        catch (HttpRequestException e)
        {
            throw new SelfTestException($"serve does not answer any more: {e.Message}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static double Value(string[] lines, string name) =>
        lines.FirstOrDefault(l => l.StartsWith(name + " ", StringComparison.Ordinal)) is { } line
            ? double.Parse(line[(name.Length + 1)..], CultureInfo.InvariantCulture)
            : throw new SelfTestException($"serve has no metric {name}");
}
