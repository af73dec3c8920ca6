using System.CommandLine;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Harness;

/// <summary><c>record</c>: a proxy before a real server that keeps every read with its time, until Ctrl+C. One line an exchange.</summary>
internal static class RecordVerb
{
    public static Verb Create(Session session)
    {
        var upstream = new Option<string>("--upstream") { Description = "The server to record: http://host[:port][/path] or https://….", HelpName = "url", Required = true };
        var file = new NewFile("The recording: JSON lines, written as they happen.", required: true);
        var port = Values.Whole("--port", "Port on the loopback address; 0 = any free one.", 0, 65535, normal: 8081);
        var silence = Values.Duration("--silence", "How long the server may say nothing before an exchange is given up. Default: 10m.");
        var insecure = new Option<bool>("--insecure") { Description = "Take any certificate of the server." };
        var verb = new Verb("record", "Records what a real server streams: point the client at this proxy.") { upstream, file.Name, port, silence, insecure, file.Force };
        verb.SetAction(async (parsed, stop) =>
        {
            var options = new RecordingOptions(Address(parsed.GetRequiredValue(upstream)))
            {
                Port = parsed.GetValue(port)!.Value,
                Silence = parsed.GetValue(silence) ?? TimeSpan.FromMinutes(10),
                AnyCertificate = parsed.GetValue(insecure),
            };
            await using var output = file.Open(parsed);
            return (int)await RunAsync(session, options, parsed.GetValue(file.Name)!, output, stop);
        });
        return verb;
    }

    private static async Task<ExitCode> RunAsync(Session session, RecordingOptions options, string path, FileStream output, CancellationToken stop)
    {
        var exchanges = 0;
        await using var proxy = Start(options, output);
        session.Out.WriteLine($"recording {options.Upstream} as http://localhost:{proxy.BaseAddress.Port} to {path}; Ctrl+C stops");
        try
        {
            await foreach (var exchange in proxy.Finished.ReadAllAsync(stop))
            {
                exchanges++;
                session.Out.WriteLine(Line(exchange));
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await proxy.DisposeAsync();
            while (proxy.Finished.TryRead(out var last))
            {
                exchanges++;
                session.Out.WriteLine(Line(last));
            }
        }

        if (proxy.Failure is { } failure)
        {
            throw NewFile.Unwritable(path, failure);
        }

        session.Error.WriteLine($"{path}: {Counted.Of(exchanges, "exchange")}");
        return ExitCode.Interrupted;
    }

    private static RecordingProxy Start(RecordingOptions options, FileStream output)
    {
        try
        {
            return RecordingProxy.Start(options, output);
        }
        catch (FakeServerException failure)
        {
            // The file was made for this run and holds nothing.
            output.Dispose();
            File.Delete(output.Name);
            throw failure.Usage ? CommandException.Usage($"--upstream: {failure.Message}") : CommandException.Broken(failure.Message, failure);
        }
    }

    private static string Line(RecordedSummary e) =>
        $"#{e.Exchange} {e.Method} {e.Target} → {(e.Status is { } status ? $"{status}" : "no head")}: {Counted.Of(e.Reads, "read")}, {e.Bytes} bytes in {e.End.At.TotalMilliseconds:0} ms, "
            + Words.Of(e.End.How) + (e.End.Why is { } why ? $" ({why})" : "");

    private static Uri Address(string word) =>
        Uri.TryCreate(word, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address!
            : throw CommandException.Usage($"--upstream: '{(word.Contains('@', StringComparison.Ordinal) ? "…" : word)}' is no address of a server; expected http://host[:port][/path] or https://…");
}
