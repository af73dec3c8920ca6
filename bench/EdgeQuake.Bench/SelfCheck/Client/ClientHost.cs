using System.Globalization;

namespace EdgeQuake.Bench;

/// <summary>A client in a process of its own, so that it shares no collector, thread pool or lock with who plays and who measures. Speaks lines.</summary>
/// <remarks><c>→ play URL STREAMS TOKENS ← playing → mark ← marked {json} → collect ← collected → finish ← NUMBER whole|broken AT AT … ← end</c></remarks>
public static class ClientHost
{
    /// <returns>Exit code 0.</returns>
    public static async Task<int> RunAsync(ClientContender contender, TextReader input, TextWriter output, CancellationToken cancellation = default)
    {
        Task<IReadOnlyList<ClientStream>>? playing = null;
        var lines = new HostLines(input);
        while (await lines.NextAsync(cancellation) is { } line)
        {
            switch (line.Split(' '))
            {
                case var words when ClientAsk.Read(words) is { } ask:
                    playing = contender switch
                    {
                        ClientContender.FastPath or ClientContender.HttpClient => EngineClient.PlayAsync(ask, contender == ClientContender.FastPath, cancellation),
                        ClientContender.BareLoop when OperatingSystem.IsLinux() => BareClient.PlayAsync(ask, cancellation),
                        _ => ParserClient.PlayAsync(ask, cancellation),
                    };
                    await output.WriteLineAsync("playing");
                    break;
                case ["mark"]:
                    var mark = new ClientMark(FakeServer.Clock.Real.Now.Ticks, GC.GetTotalAllocatedBytes(precise: true));

                    // By hand: a serializer takes a buffer of 16 KB, on whichever thread this goes on, and that would stand in the figure of the next mark.
                    await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $$"""marked {"atTicks":{{mark.AtTicks}},"allocated":{{mark.Allocated}}}"""));
                    break;
                case ["collect"]:
                    GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                    await output.WriteLineAsync("collected");
                    break;
                case ["finish"] when playing is not null:
                    await TellAsync(await playing, output);
                    break;
                default:
                    await output.WriteLineAsync($"broken unknown line '{line}'");
                    break;
            }

            await output.FlushAsync(cancellation);
        }

        return 0;
    }

    private static async Task TellAsync(IReadOnlyList<ClientStream> streams, TextWriter output)
    {
        foreach (var stream in streams)
        {
            await output.WriteLineAsync($"{stream.Number} {(stream.Whole ? "whole" : "broken")} {string.Join(' ', stream.AtTicks)}");
        }

        await output.WriteLineAsync("end");
    }
}
