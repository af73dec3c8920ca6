using System.Text;
using System.Threading.Channels;

namespace EdgeQuake.Bench.Tests;

/// <summary>One output stream of a running command, read from the start so that the process never blocks on it.</summary>
internal sealed class LineLog
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(120);
    private readonly Channel<string> lines = Channel.CreateUnbounded<string>();
    private readonly StringBuilder all = new();
    private readonly Task pump;

    public LineLog(StreamReader reader) => pump = PumpAsync(reader);

    /// <summary>Waits for the next line that holds the words, and returns it.</summary>
    public async Task<string> LineAsync(string words)
    {
        using var guard = new CancellationTokenSource(Guard);
        await foreach (var line in lines.Reader.ReadAllAsync(guard.Token))
        {
            if (line.Contains(words, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException($"no line with '{words}' in:\n{all}");
    }

    /// <summary>Everything, once the process has ended.</summary>
    public async Task<string> AllAsync()
    {
        await pump;
        return all.ToString();
    }

    private async Task PumpAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            all.Append(line).Append('\n');
            lines.Writer.TryWrite(line);
        }

        lines.Writer.Complete();
    }
}
