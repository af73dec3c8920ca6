using System.Text.Json;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>A contender in a process of its own, so that it shares no collector, thread pool or lock with who reads it. Speaks lines.</summary>
/// <remarks>
/// <c>→ serve SCRIPT ← listening URL → collect ← collected → go ← gone → finish ← sent {json}</c>; the end of the input is the end. Stamps are summed up
/// here: three million of them need not cross a pipe.
/// </remarks>
public static class ContenderHost
{
    /// <returns>Exit code: 0, or 3 when the contender could not be started (said on <paramref name="output"/>).</returns>
    public static async Task<int> RunAsync(Contender contender, TextReader input, TextWriter output, CancellationToken cancellation = default)
    {
        var playing = new Playing(contender);
        var lines = new HostLines(input);
        try
        {
            while (await lines.NextAsync(cancellation) is { } line)
            {
                await output.WriteLineAsync(await playing.AnswerAsync(line.Split(' ')));
                await output.FlushAsync(cancellation);
            }

            return 0;
        }
        catch (Exception e) when (e is FakeServerException or IOException)
        {
            await output.WriteLineAsync($"broken {e.Message}");
            await output.FlushAsync(CancellationToken.None);
            return 3;
        }
        finally
        {
            await playing.EndAsync();
        }
    }

    private sealed class Playing(Contender contender)
    {
        private ContenderServer? _server;
        private TimeSpan _itl;

        public async Task<string> AnswerAsync(string[] words)
        {
            switch (words)
            {
                case ["serve", .. var script] when ContenderScript.Read(script) is { } read:
                    _itl = read.Itl;
                    _server = await ContenderServer.StartAsync(contender, read);
                    return $"listening {_server.BaseAddress}";
                case ["collect"]:
                    GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                    return "collected";
                case ["go"] when _server is not null:
                    _server.Go();
                    return "gone";
                case ["finish"] when _server is not null:
                    var emission = Emission.Of(await _server.SentAsync(), _itl);
                    await EndAsync();
                    return "sent " + JsonSerializer.Serialize(emission, RunJsonContext.Default.Emission).ReplaceLineEndings("");
                default:
                    return $"broken unknown line '{string.Join(' ', words)}'";
            }
        }

        public async Task EndAsync()
        {
            if (_server is { } server)
            {
                _server = null;
                await server.DisposeAsync();
            }
        }
    }
}
