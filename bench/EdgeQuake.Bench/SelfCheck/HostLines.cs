using System.Threading.Channels;

namespace EdgeQuake.Bench;

/// <summary>Reads the lines that a measured process is told, by a thread of its own. The console has no asynchronous read: awaited on a pool thread it takes that thread from what is measured.</summary>
internal sealed class HostLines
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    public HostLines(TextReader input) => new Thread(() => Read(input)) { IsBackground = true, Name = "edgequake lines" }.Start();

    /// <summary>The next line; null at the end.</summary>
    public async ValueTask<string?> NextAsync(CancellationToken cancellation) =>
        await _lines.Reader.WaitToReadAsync(cancellation) && _lines.Reader.TryRead(out var line) ? line : null;

    private void Read(TextReader input)
    {
        try
        {
            while (input.ReadLine() is { } line)
            {
                _lines.Writer.TryWrite(line);
            }

            _lines.Writer.Complete();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            _lines.Writer.Complete(e);
        }
    }
}
