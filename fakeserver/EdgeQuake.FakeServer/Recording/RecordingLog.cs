namespace EdgeQuake.FakeServer;

/// <summary>The recording's file: whole lines, each handed to the system as it comes, so that whatever ends the process loses none of them.</summary>
/// <param name="file">Unbuffered, or flushing would cost a second call a line.</param>
internal sealed class RecordingLog(Stream file)
{
    private readonly Lock sync = new();
    private int exchanges;

    /// <summary>Why the file takes no more; nothing is recorded from there on.</summary>
    public IOException? Failure { get; private set; }

    /// <summary>Called once, when the file fails.</summary>
    public Action? Failed { get; set; }

    public int NextExchange() => Interlocked.Increment(ref exchanges);

    public void Write(byte[] line)
    {
        lock (sync)
        {
            if (Failure is not null)
            {
                return;
            }

            try
            {
                file.Write(line);
                file.Flush();
                return;
            }
            catch (IOException e)
            {
                Failure = e;
            }
        }

        Failed?.Invoke();
    }
}
