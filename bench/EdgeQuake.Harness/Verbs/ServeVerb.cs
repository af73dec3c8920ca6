using System.CommandLine;
using EdgeQuake.Conformance;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Harness;

/// <summary><c>serve</c>: plays scenarios until Ctrl+C. First the lines to try it with, then one line a request.</summary>
internal static class ServeVerb
{
    public static Verb Create(Session session)
    {
        var what = new Argument<string[]>("scenario") { Description = "Scenario or case ids, or .yaml files; one of them may be a load mix. Default: all built-in scenarios.", Arity = ArgumentArity.ZeroOrMore };
        var port = Values.Whole("--port", "Port on the loopback address; 0 = any free one.", 0, 65535, normal: 8080);
        var lane = Values.OneOf<LaneKind>("--lane", "Who plays", LaneKind.Socket);
        var cell = new Option<string?>("--cell") { Description = "A point of the matrix, for one scenario: write=byte,eol=cr.", HelpName = "cell" };
        var seed = Values.Seed();
        var admin = Values.OneOf<AdminAccess>("--admin", "Who may use the admin API under /__fake/", AdminAccess.Loopback);
        var verb = new Verb("serve", "Plays scenarios to any client, on loopback.") { what, port, lane, cell, seed, admin };
        verb.SetAction(async (parsed, stop) =>
        {
            var (words, mix) = Mixes.Apart(parsed.GetValue(what) ?? []);
            var scenarios = mix is not null && words.Length == 0 ? Catalogue.BuiltIn : Catalogue.Pick(words);
            Playable(scenarios, parsed.GetValue(lane) ?? LaneKind.Socket, named: words.Length > 0);
            var options = new FakeServerOptions
            {
                Port = parsed.GetValue(port)!.Value,
                Seed = parsed.GetValue(seed),
                Admin = parsed.GetValue(admin) ?? AdminAccess.Loopback,
                Verify = Verification.Check,
                Cell = scenarios.Count == 1 ? CellWord.Of(scenarios[0], parsed.GetValue(cell)) : OneOnly(parsed.GetValue(cell)),
                Mix = mix is null ? null : Mixes.Read(mix, scenarios.Where(s => s.Lanes.Contains(LaneKind.Socket))),
                DefaultScenario = scenarios.Count == 1 ? scenarios[0].Id : null,
            };
            return (int)await RunAsync(session, scenarios, options, stop);
        });
        return verb;
    }

    private static async Task<ExitCode> RunAsync(Session session, IReadOnlyList<Scenario> scenarios, FakeServerOptions options, CancellationToken stop)
    {
        await using var server = await Servers.StartAsync(scenarios, options);
        foreach (var line in ReadyLines.Of(server.BaseAddress, scenarios))
        {
            session.Out.WriteLine(line);
        }

        try
        {
            await foreach (var entry in server.FollowAsync(n => session.Error.WriteLine($"{Counted.Of((int)n, "request")} not shown: the journal forgot them first"), stop))
            {
                session.Out.WriteLine(RequestLine.Of(entry));
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            session.Error.WriteLine($"stopped after {Counted.Of(server.Journal.Count, "request")}");
        }

        return ExitCode.Interrupted;
    }

    // Memory and testhost have no address that another process could ask.
    private static void Playable(IReadOnlyList<Scenario> scenarios, LaneKind lane, bool named)
    {
        if (lane != LaneKind.Socket)
        {
            throw CommandException.Usage($"--lane: {Words.Of(lane)} plays inside one process only; serve needs {Words.Of(LaneKind.Socket)}");
        }

        if (named && scenarios.FirstOrDefault(s => !s.Lanes.Contains(lane)) is { } impossible)
        {
            throw CommandException.Usage($"{impossible.Id} cannot be played on lane {Words.Of(lane)}; it allows {string.Join(", ", impossible.Lanes.Select(Words.Of))}");
        }
    }

    private static Cell OneOnly(string? cell) =>
        cell is null ? Cell.Default : throw CommandException.Usage("--cell: a cell is a point of one scenario's matrix; name one scenario");
}
