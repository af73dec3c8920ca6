using System.Globalization;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>The other end of a self-test, in a process of its own so that client and server share no collector, thread pool or lock. Speaks lines.</summary>
/// <remarks><c>→ serve TOKENS TTFT_MS ITL_MS ← listening URL → journal ← STREAM SENT:PLANNED:BLOCKED … ← end</c>; the end of the input is the end.</remarks>
public static class SelfTestServer
{
    /// <summary>Header that carries the stream's number, so that journal and timeline can be matched.</summary>
    internal const string StreamHeader = "x-selftest-stream";

    /// <returns>Exit code: 0, or 3 when a server could not be started (said on <paramref name="output"/>).</returns>
    public static async Task<int> RunAsync(TextReader input, TextWriter output, CancellationToken cancellation = default)
    {
        FakeSseServer? server = null;
        QuietHeap? heap = null;
        var lines = new HostLines(input);
        try
        {
            while (await lines.NextAsync(cancellation) is { } line)
            {
                switch (line.Split(' '))
                {
                    case ["serve", var tokens, var ttft, var itl]:
                        heap?.Dispose();
                        heap = QuietHeap.Start();
                        server = await FakeSseServer.StartAsync(Schedule(tokens, ttft, itl), new FakeServerOptions { JournalLimit = int.MaxValue }, cancellation);
                        await output.WriteLineAsync($"listening {server.BaseAddress}");
                        break;
                    case ["journal"] when server is not null:
                        await server.SettleAsync(TimeSpan.FromSeconds(10));
                        await WriteJournalAsync(server.Journal, output);
                        await server.DisposeAsync();
                        server = null;
                        break;
                    default:
                        await output.WriteLineAsync($"broken unknown line '{line}'");
                        break;
                }

                await output.FlushAsync(cancellation);
            }

            return 0;
        }
        catch (FakeServerException e)
        {
            await output.WriteLineAsync($"broken {e.Message}");
            await output.FlushAsync(CancellationToken.None);
            return 3;
        }
        finally
        {
            heap?.Dispose();
            if (server is not null)
            {
                await server.DisposeAsync();
            }
        }
    }

    private static Scenario Schedule(string tokens, string ttft, string itl) => ScenarioFile.Parse(
        $$"""
        scenario: selftest
        protocol: edgequake
        shape: documented
        pace: { ttft: {{ttft}}ms, itl: {{itl}}ms }
        steps: [ { repeat: { times: {{tokens}}, steps: [ { token: "tick " } ] } }, { done: } ]
        """,
        "selftest").Scenarios.Single();

    private static async Task WriteJournalAsync(IReadOnlyList<JournalEntry> journal, TextWriter output)
    {
        foreach (var entry in journal)
        {
            await output.WriteAsync(entry.Facts.Header(StreamHeader) ?? "-1");
            foreach (var t in Lateness.Sent(entry))
            {
                await output.WriteAsync(string.Create(CultureInfo.InvariantCulture, $" {t.At.Ticks}:{t.Planned.Ticks}:{(t.Blocked ? 1 : 0)}"));
            }

            await output.WriteLineAsync();
        }

        await output.WriteLineAsync("end");
    }
}
