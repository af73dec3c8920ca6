using EdgeQuake.Bench;
using EdgeQuake.Harness;

// Before the first socket of the process: only where many streams are read.
if (args is ["load" or "selftest", ..] or ["selftest-client", "fast-path" or "http-client" or "sse-parser-inline"])
{
    // The reader of --pacing and --throughput polls with one thread: it must not take the cores of the server that it measures.
    InlineSockets.Prefer(threads: args.Contains("--pacing") || args.Contains("--throughput") ? 1 : null);
}

return (int)await HarnessCommand.RunAsync(args, Console.Out, Console.Error);
