using System.CommandLine;
using System.CommandLine.Help;
using System.Runtime.InteropServices;

namespace EdgeQuake.Harness;

/// <summary>The command <c>edgequake-harness</c>: words → verb → exit code. One verb a file under Verbs; nothing is decided here but how a call ends.</summary>
/// <remarks><c>args ─split at "--"→ parse ─errors→ one line, exit 2 │ verb ─ExitCode→ exit; CommandException → one line, its code</c></remarks>
public static class HarnessCommand
{
    /// <summary>What users type.</summary>
    public const string Name = "edgequake-harness";

    /// <summary>In the order of the help.</summary>
    internal static IReadOnlyList<(string Name, Func<Session, Verb> Create)> Verbs { get; } =
    [
        ("serve", ServeVerb.Create), ("check", CheckVerb.Create), ("show", ShowVerb.Create), ("record", RecordVerb.Create), ("convert", ConvertVerb.Create), ("list", ListVerb.Create),
        ("explain", ExplainVerb.Create), ("conform", ConformVerb.Create), ("doctor", DoctorVerb.Create), ("probe", ProbeVerb.Create), ("load", LoadVerb.Create),
        ("selftest", SelfTestVerb.Create), (SelfTestServerVerb.Name, SelfTestServerVerb.Create), (SelfTestClientVerb.Name, SelfTestClientVerb.Create), ("report", ReportVerb.Create),
        ("publish", PublishVerb.Create), ("new", NewVerb.Create), ("compare", CompareVerb.Create), ("merge", MergeVerb.Create), ("baseline", BaselineVerb.Create), ("vectors", VectorsVerb.Create),
    ];

    /// <summary>Runs one call. The first Ctrl+C (or SIGTERM, or a terminal that hangs up) asks the verb to stop and write what it has; the second ends the process.</summary>
    public static Task<ExitCode> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter error) => RunAsync(args, output, error, Root);

    /// <param name="command">Another command that ends as this one does.</param>
    internal static async Task<ExitCode> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter error, Func<Session, Command> command)
    {
        await using var results = new LastingWriter(output);
        await using var complaints = new LastingWriter(error);
        var code = await CallAsync(args, results, complaints, command);
        if (results.Lost is not { } lost)
        {
            return code;
        }

        complaints.WriteLine($"error: stdout cannot be written: {lost}; the files of a run are not concerned");
        return ExitCodes.Worst(code, ExitCode.Broken);
    }

    private static async Task<ExitCode> CallAsync(IReadOnlyList<string> args, LastingWriter output, LastingWriter error, Func<Session, Command> command)
    {
        var cut = args.Select((word, i) => (word, i)).Where(x => x.word == "--").Select(x => (int?)x.i).FirstOrDefault();
        var session = new Session(output, error, args, cut is { } at ? [.. args.Skip(at + 1)] : null);
        var parsed = command(session).Parse([.. args.Take(cut ?? args.Count)]);
        if (Complaint.Of(parsed, session) is { } complaint)
        {
            error.WriteLine(complaint);
            return ExitCode.Usage;
        }

        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
        try
        {
            var configuration = new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            var code = (ExitCode)await parsed.InvokeAsync(configuration, stop.Token);
            return stop.IsCancellationRequested ? ExitCodes.Worst(code, ExitCode.Interrupted) : code;
        }
        catch (CommandException failure)
        {
            error.WriteLine($"error: {failure.Message}");
            return stop.IsCancellationRequested ? ExitCode.Interrupted : failure.Code;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            error.WriteLine("interrupted before anything was measured");
            return ExitCode.Interrupted;
        }
        catch (Exception defect)
        {
            // The last boundary: a defect of ours is exit 3 with its trace, not an abort with a core dump.
            error.WriteLine($"error: a defect of the harness, please report it: {defect}");
            return ExitCode.Broken;
        }

        void Stop(PosixSignalContext context)
        {
            context.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        }
    }

    /// <summary>The root with its verbs; without a verb it is the tour.</summary>
    internal static Command Root(Session session)
    {
        // Not a RootCommand: that one is named after the assembly, and help would speak of a command that nobody typed.
        var root = new Command(Name, "Plays, judges and measures streamed LLM answers over Server-Sent Events. Without a verb: a tour of all three.");

        // Where the first word is a verb, no other can be meant: the words of all of them take as long as an answer of the server.
        var asked = Verbs.FirstOrDefault(v => session.Typed is [var first, ..] && first == v.Name);
        foreach (var verb in asked.Create is null ? Verbs : [asked])
        {
            root.Add(verb.Create(session));
        }

        root.Add(new HelpOption());
        root.Add(new VersionOption());
        TourVerb.On(root, session);
        return root;
    }
}
