using EdgeQuake.Bench;
using EdgeQuake.Bench.Locust;
using EdgeQuake.Harness;

// Before the first socket of the process, as for 'load'.
InlineSockets.Prefer();
return (int)await HarnessCommand.RunAsync(args, Console.Out, Console.Error, WorkerVerb.Create);
