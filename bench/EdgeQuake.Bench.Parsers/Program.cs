using EdgeQuake.Bench.Parsers;

return ParsersCommand.Run(args, Console.Out, Console.Error);
