using EdgeQuake.Harness;

return (int)await HarnessCommand.RunAsync(args, Console.Out, Console.Error);
