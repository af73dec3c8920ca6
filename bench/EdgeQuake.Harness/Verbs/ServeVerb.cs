using System.CommandLine;
using EdgeQuake.Conformance;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Harness;

/// <summary><c>serve</c>: plays scenarios until Ctrl+C. First the lines to try it with, then one line a request.</summary>
internal static class ServeVerb
{
    public static Verb Create(Session session)
    {
        var what = new Argument<string[]>("scenario") { Description = "Scenario or case ids, or .yaml files; one of them may be a load mix, built in (faults-one-percent, drops-ten-percent) or a file. Default: all built-in scenarios.", Arity = ArgumentArity.ZeroOrMore };
        var port = Values.Whole("--port", "Port on the loopback address; 0 = any free one.", 0, 65535, normal: 8080);
        var lane = Values.OneOf<LaneKind>("--lane", "Who plays", LaneKind.Socket);
        var transport = Values.OneOf<Transport>("--transport", "What it speaks: HTTP/1.1 over tcp or tls, HTTP/2 over h2c or h2 (TLS); words", Transport.Tcp, "the one scenario's own, else tcp");
        var tls = Values.OneOf<TlsKind>("--tls", "How TLS is done", TlsKind.Ok, "the one scenario's own, else ok");
        var caOut = new Option<string?>("--ca-out") { Description = "Write the certificate of this run's own authority to a PEM file, for clients to trust.", HelpName = "file" };
        var cell = new Option<string?>("--cell") { Description = "A point of the matrix, for one scenario: write=byte,eol=cr.", HelpName = "cell" };
        var seed = Values.Seed();
        var admin = Values.OneOf<AdminAccess>("--admin", "Who may use the admin API under /__fake/", AdminAccess.Loopback);
        var host = new Option<string>("--host") { Description = "Address to listen on; anything but loopback lets others in.", HelpName = "address", DefaultValueFactory = _ => "127.0.0.1" };
        var watch = new Option<bool>("--watch") { Description = "Loads a changed file again while serving; one with a mistake is refused and the old set goes on." };
        var quiet = new Option<bool>("--quiet") { Description = "No line a request." };
        var keep = Values.Whole("--journal", "Finished requests that the journal keeps.", 0, normal: 100_000);
        var light = new Option<bool>("--no-writes") { Description = "The journal keeps no list of writes: for load." };
        var acks = new Option<bool>("--acks") { Description = "The journal stamps when each write was acknowledged (Linux; costs a look every 0.2 ms a stream)." };
        var verb = new Verb("serve", "Plays scenarios to any client, on loopback.") { what, port, lane, transport, tls, caOut, cell, seed, admin, host, watch, quiet, keep, light, acks };
        verb.SetAction(async (parsed, stop) =>
        {
            var (words, mix) = Mixes.Apart(parsed.GetValue(what) ?? []);
            var scenarios = mix is not null && words.Length == 0 ? Catalogue.BuiltIn : Catalogue.Pick(words);
            var only = scenarios.Count == 1 ? scenarios[0] : null;
            var speaks = new Speech(parsed.GetValue(lane), parsed.GetValue(transport) ?? only?.Transport, parsed.GetValue(tls) ?? only?.Tls, parsed.GetValue(caOut));
            // The server is given those too that it cannot play: whoever asks for one is told why.
            var all = scenarios;
            scenarios = speaks.Playable(scenarios, named: words.Length > 0);
            var options = new FakeServerOptions
            {
                Lane = speaks.Lane,
                Transport = speaks.Transport,
                Tls = speaks.Tls,
                Port = parsed.GetValue(port)!.Value,
                Seed = parsed.GetValue(seed),
                Address = Address(parsed.GetRequiredValue(host)),
                Admin = parsed.GetValue(admin) ?? AdminAccess.Loopback,
                JournalLimit = parsed.GetValue(keep)!.Value,
                JournalWrites = !parsed.GetValue(light),
                JournalAcks = parsed.GetValue(acks),
                Verify = Verification.Check,
                Cell = scenarios.Count == 1 ? CellWord.Of(scenarios[0], parsed.GetValue(cell)) : OneOnly(parsed.GetValue(cell)),
                Mix = mix is null ? null : Mixes.Read(mix, scenarios.Where(s => s.Lanes.Contains(speaks.Lane))),
                DefaultScenario = scenarios.Count == 1 ? scenarios[0].Id : null,
            };
            var files = parsed.GetValue(watch) ? new WatchedFiles(words, speaks) : null;
            return (int)await RunAsync(session, all, scenarios, options, speaks, files, parsed.GetValue(quiet), stop);
        });
        return verb;
    }

    private static async Task<ExitCode> RunAsync(Session session, IReadOnlyList<Scenario> all, IReadOnlyList<Scenario> scenarios, FakeServerOptions options, Speech speaks, WatchedFiles? files, bool quiet, CancellationToken stop)
    {
        await using var server = await Servers.StartAsync(all, options);
        speaks.WriteAuthority(server);
        foreach (var line in ReadyLines.Of(server.BaseAddress, scenarios, options.Admin != AdminAccess.Off, speaks.CurlOptions))
        {
            session.Out.WriteLine(line);
        }

        if (!System.Net.IPAddress.IsLoopback(options.Address))
        {
            session.Error.WriteLine($"warning: {options.Address} lets other machines in; scripted servers have no access control, and the admin API answers {(options.Admin == AdminAccess.Any ? "them too" : "this machine only")}");
        }

        var watching = files?.WatchAsync(server, session.Error.WriteLine, stop) ?? Task.CompletedTask;
        try
        {
            await foreach (var entry in server.FollowAsync(n => session.Error.WriteLine($"{Counted.Of((int)n, "request")} not shown: the journal forgot them first"), stop))
            {
                if (!quiet)
                {
                    session.Out.WriteLine(RequestLine.Of(entry));
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            foreach (var line in StopLines.Of(server.Journal))
            {
                session.Error.WriteLine(line);
            }
        }

        await watching;

        return ExitCode.Interrupted;
    }

    private static System.Net.IPAddress Address(string word) => word == "localhost" ? System.Net.IPAddress.Loopback
        : System.Net.IPAddress.TryParse(word, out var address) ? address : throw CommandException.Usage($"--host: '{word}' is no address; expected 127.0.0.1, 0.0.0.0, ::1 or another of this machine");

    private static Cell OneOnly(string? cell) =>
        cell is null ? Cell.Default : throw CommandException.Usage("--cell: a cell is a point of one scenario's matrix; name one scenario");
}
