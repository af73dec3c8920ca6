using System.CommandLine;
using EdgeQuake.Conformance;

namespace EdgeQuake.Harness;

/// <summary><c>baseline write RUN</c>: a run's failures as a baseline.yaml. Reasons that were known are kept; the others are left empty, for a human.</summary>
internal static class BaselineVerb
{
    public static Verb Create(Session session) =>
        new("baseline", "Known failures of a client: baseline write.") { Write(session) };

    private static Verb Write(Session session)
    {
        var run = new Argument<string>("run.json") { Description = "A conformance run.json, or the folder that holds one." };
        var client = new Option<string?>("--client") { Description = "Which client, where the run has several.", HelpName = "name" };
        var to = new Option<string?>("--to") { Description = "The file to write. Default: stdout. A file that is there already is not overwritten without --force.", HelpName = "file" };
        var force = new Option<bool>("--force") { Description = "Overwrite the file." };
        var verb = new Verb("write", "Writes a run's failures as a baseline.yaml; new reasons are left empty.") { run, client, to, force };
        verb.SetAction(parsed =>
        {
            var chosen = Chosen(RunFile.Read(parsed.GetRequiredValue(run)), parsed.GetValue(client));
            if (parsed.GetValue(to) is not { } file)
            {
                session.Out.Write(BaselineText.Of(chosen));
                return (int)ExitCode.Ok;
            }

            if (File.Exists(file) && !parsed.GetValue(force))
            {
                throw CommandException.Usage($"{file} is there already; --force overwrites it");
            }

            new OutFolder(Path.GetDirectoryName(file) is { Length: > 0 } folder ? folder : ".").Write(Path.GetFileName(file), BaselineText.Of(chosen));
            session.Out.WriteLine($"written: {file}; give each empty reason the client's words and the rule that they break");
            return (int)ExitCode.Ok;
        });
        return verb;
    }

    private static ConformanceRun Chosen(RunFile run, string? name)
    {
        if (run is not RunFile.Conformance { Result.Clients: var clients })
        {
            throw CommandException.Usage($"a run of kind {run.Header.Kind} has no known failures; expected kind conformance");
        }

        var known = clients.Select(c => c.Client.Name).ToList();
        return name is null
            ? clients.Count == 1 ? clients[0] : throw CommandException.Usage($"the run has {clients.Count} clients; --client is one of {string.Join(", ", known)}")
            : clients.FirstOrDefault(c => c.Client.Name == name) ?? throw CommandException.Usage($"--client: '{name}' is not {Values.NoneOf(name, known)}");
    }
}
