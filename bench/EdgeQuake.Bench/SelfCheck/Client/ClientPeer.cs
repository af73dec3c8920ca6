using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace EdgeQuake.Bench;

/// <summary>Our side of the lines that <see cref="ClientHost"/> and its Python kin speak.</summary>
internal sealed class ClientPeer(Process process) : LinePeer(process.StandardInput, process.StandardOutput, process)
{
    public ProcessMeter Meter { get; } = new(process);

    public Task PlayAsync(ClientAsk ask, CancellationToken cancellation) => AskAsync(ask.Line(), "playing", cancellation);

    public async Task<ClientMark> MarkAsync(CancellationToken cancellation) =>
        JsonSerializer.Deserialize(await AskAsync("mark", "marked ", cancellation), RunJsonContext.Default.ClientMark) ?? throw new SelfTestException("the client's process marked nothing");

    /// <summary>Everything that is garbage goes back to the system.</summary>
    public Task CollectAsync(CancellationToken cancellation) => AskAsync("collect", "collected", cancellation);

    /// <summary>Waits for all streams to end.</summary>
    public async Task<IReadOnlyList<ClientStream>> FinishAsync(CancellationToken cancellation)
    {
        await SendAsync("finish");
        var streams = new List<ClientStream>();
        while (await LineAsync(cancellation) is var line && line != "end")
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            streams.Add(new(int.Parse(words[0], CultureInfo.InvariantCulture), words[1] == "whole", [.. words.Skip(2).Select(w => long.Parse(w, CultureInfo.InvariantCulture))]));
        }

        return streams;
    }
}
