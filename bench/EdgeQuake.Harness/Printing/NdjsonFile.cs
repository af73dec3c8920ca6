using System.Text;
using System.Threading.Channels;
using EdgeQuake.Conformance;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Harness;

/// <summary>results.ndjson, written while clients are judged: each line is in the file as soon as it happened, so that a killed run leaves what it found.</summary>
internal sealed class NdjsonFile(OutFolder folder)
{
    public const string Name = "results.ndjson";
    private int _lines;
    private bool _heardAll;

    private string Path => System.IO.Path.Combine(folder.Path, Name);

    /// <summary>Writes the header, and a line for each message until there are no more.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public async Task HearAsync(RunHeader header, ChannelReader<RunnerMessage> messages)
    {
        Directory.CreateDirectory(folder.Path);
        await using var file = Open(FileMode.Create);
        await WriteAsync(file, NdjsonReport.Header(header));
        await foreach (var message in messages.ReadAllAsync())
        {
            if (NdjsonReport.Line(message) is { } line)
                await WriteAsync(file, line);
        }

        _heardAll = true;
    }

    /// <summary>Writes the footer; a file that could not be written to its end gets none.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public async Task EndAsync(ConformanceResult result)
    {
        if (!_heardAll)
            return;
        await using var file = Open(FileMode.Append);
        await WriteAsync(file, NdjsonReport.Footer(result, _lines + 1));
    }

    private StreamWriter Open(FileMode mode) =>
        new(new FileStream(Path, mode, FileAccess.Write, FileShare.Read), new UTF8Encoding(false)) { AutoFlush = true };

    private async Task WriteAsync(StreamWriter file, string line)
    {
        await file.WriteAsync(line + "\n");
        _lines++;
    }
}
