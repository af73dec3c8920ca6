namespace EdgeQuake.Bench;

/// <summary>Reads the lines that a measured process is told. The console has no asynchronous read: awaited on a pool thread it takes that thread from what is measured.</summary>
internal static class HostLines
{
    /// <summary>The next line, waited for by a thread of its own; null at the end.</summary>
    public static Task<string?> NextAsync(TextReader input, CancellationToken cancellation) =>
        Task.Factory.StartNew(input.ReadLine, cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
