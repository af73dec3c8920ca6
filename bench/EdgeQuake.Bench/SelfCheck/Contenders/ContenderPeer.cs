using System.Diagnostics;
using System.Text.Json;

namespace EdgeQuake.Bench;

/// <summary>Our side of the lines that <see cref="ContenderHost"/> speaks.</summary>
internal sealed class ContenderPeer(Process process) : LinePeer(process.StandardInput, process.StandardOutput, process)
{
    public ProcessMeter Meter { get; } = new(process);

    public async Task<Uri> ServeAsync(ContenderScript script, CancellationToken cancellation) => new(await AskAsync($"serve {script.Line()}", "listening ", cancellation));

    /// <summary>Everything that is garbage goes back to the system, so that memory is counted from a floor.</summary>
    public Task CollectAsync(CancellationToken cancellation) => AskAsync("collect", "collected", cancellation);

    public Task GoAsync(CancellationToken cancellation) => AskAsync("go", "gone", cancellation);

    /// <summary>Ends the script: what was sent, and when.</summary>
    public async Task<Emission> FinishAsync(CancellationToken cancellation) =>
        JsonSerializer.Deserialize(await AskAsync("finish", "sent ", cancellation), RunJsonContext.Default.Emission) ?? throw new SelfTestException("the self-test's server sent nothing");
}
