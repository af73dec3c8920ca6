using System.Text;

namespace EdgeQuake.Harness;

/// <summary>Stdout or stderr as a run may lose it, to a full disk or a terminal that is gone: the first failure is kept, what comes after it is dropped, and the run goes on.</summary>
/// <remarks>A pipe that was closed on the other side loses its lines without a word: the platform does not tell.</remarks>
internal sealed class LastingWriter(TextWriter to) : TextWriter
{
    /// <summary>What stands behind it.</summary>
    public TextWriter To => to;

    /// <summary>Why no more is written, in the platform's words; null = all was.</summary>
    public string? Lost { get; private set; }

    public override Encoding Encoding => to.Encoding;

    public override void Write(char value) => Guarded(w => w.Write(value));

    public override void Write(char[] buffer, int index, int count) => Guarded(w => w.Write(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    public override void Write(string? value) => Guarded(w => w.Write(value));

    public override void WriteLine() => Guarded(w => w.WriteLine());

    /// <summary>In one piece: several threads tell of one run.</summary>
    public override void WriteLine(string? value) => Guarded(w => w.WriteLine(value));

    public override void Flush() => Guarded(w => w.Flush());

    private void Guarded(Action<TextWriter> write)
    {
        if (Lost is not null)
        {
            return;
        }

        try
        {
            write(to);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Lost = failure.Message;
        }
    }
}
