using System.Text;
using Xunit;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>Scenarios and plans built by hand, so that lanes and serving are tested without the loader and the planner.</summary>
internal static class Scripts
{
    public static readonly Place Here = new("test.yaml", 1, 1);

    public static readonly PlanOp.Respond Ok = new(200, [new("Content-Type", "text/event-stream")], BodyFraming.Chunked, null);

    public static readonly string OkHead = Encoding.UTF8.GetString(Http11.Head(Ok));

    public static PlanOp.Write Write(string text, int tokens = 1) => new(Encoding.UTF8.GetBytes(text), null, tokens);

    public static PlanOp.End End(EndKind kind) => new(kind);

    public static Plan Plan(params PlanOp[] ops) => new(ops, []);

    public static Plan Answer(string text) => Plan(Ok, Write(text), End(EndKind.Close));

    public static Attempt Attempt(OpenFault? fault = null, Requirement? require = null) =>
        new(200, [], Distribution.Zero, null, "", fault, null, null, null, null, null, require is null ? [] : [require], [], Here);

    public static Exchange Exchange(Match? match = null, Then then = Then.RepeatLast, params Attempt[] attempts) =>
        new(match ?? Match.Any, [], attempts.Length == 0 ? [Attempt()] : attempts, then);

    public static Match Path(string path, string? method = null) => new(method, path, new Dictionary<string, string>());

    public static Scenario Scenario(string id, params Exchange[] exchanges) => new()
    {
        Id = id,
        Where = Here,
        Lanes = [LaneKind.Socket, LaneKind.Memory, LaneKind.Testhost, LaneKind.Kestrel],
        Exchanges = exchanges.Length == 0 ? [Exchange()] : exchanges,
    };

    /// <summary>A server of one scenario whose attempt n plays plan n (the last one for good).</summary>
    public static Task<FakeSseServer> StartAsync(params Plan[] plans) => StartAsync(FakeServerOptions.Default, plans);

    public static Task<FakeSseServer> StartAsync(FakeServerOptions options, params Plan[] plans)
    {
        var attempts = plans.Select(p => Attempt(p.Ops[0] is PlanOp.Open open ? open.Fault : null)).ToArray();
        return FakeSseServer.StartAsync(
            Scenario("scripted", Exchange(null, Then.RepeatLast, attempts)), (_, input) => plans[Math.Min(input.Attempt, plans.Length) - 1], options);
    }

    /// <summary>The one journal entry, after everything has settled.</summary>
    public static async Task<JournalEntry> OnlyEntryAsync(this FakeSseServer server) => (await server.EntriesAsync()).Single();

    /// <summary>Returns when a request has been entered.</summary>
    public static async Task RequestedAsync(this FakeSseServer server)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        for (var tries = 0; server.Journal.Count == 0; tries++)
        {
            if (tries > 6000)
            {
                throw new InvalidOperationException("no request was entered for 30 s");
            }

            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    public static async Task<IReadOnlyList<JournalEntry>> EntriesAsync(this FakeSseServer server)
    {
        if (!await server.SettleAsync(TimeSpan.FromSeconds(30)))
        {
            throw new InvalidOperationException("the server did not settle");
        }

        return server.Journal;
    }
}
