using EdgeQuake.Bench;
using EdgeQuake.Harness;

// Before the first socket of the process: only where many streams are read.
if (args is ["load" or "selftest", ..])
{
    InlineSockets.Prefer();
}

return (int)await HarnessCommand.RunAsync(args, Console.Out, Console.Error);
