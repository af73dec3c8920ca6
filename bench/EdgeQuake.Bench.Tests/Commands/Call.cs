using System.Diagnostics;
using EdgeQuake.Harness;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>A call of the command that is running.</summary>
internal sealed class Call(Process process) : IAsyncDisposable
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(120);

    /// <summary>Results.</summary>
    public LineLog Out { get; } = new(process.StandardOutput);

    /// <summary>Progress and complaints.</summary>
    public LineLog Error { get; } = new(process.StandardError);

    /// <summary>What Ctrl+C sends.</summary>
    public async Task InterruptAsync()
    {
        using var kill = Process.Start(new ProcessStartInfo("kill", ["-INT", $"{process.Id}"]) { UseShellExecute = false })!;
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async Task<Called> EndAsync()
    {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Guard);
        return new Called((ExitCode)process.ExitCode, await Out.AllAsync().WaitAsync(Guard), await Error.AllAsync().WaitAsync(Guard));
    }

    public ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
        return ValueTask.CompletedTask;
    }
}
