#if WITH_NBOMBER
return await EdgeQuake.Bench.NBomber.HostCommand.RunAsync(args, Console.Out, Console.Error);
#else
Console.Error.WriteLine("error: built without NBomber; build it with -p:WithNBomber=true: dotnet run --project bench/EdgeQuake.Bench.NBomber -p:WithNBomber=true -- URL");
return 2;
#endif
