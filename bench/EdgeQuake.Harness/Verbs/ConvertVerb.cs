using System.CommandLine;
using System.Text;
using EdgeQuake.Conformance;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Harness;

/// <summary><c>convert</c>: a recording as a scenario file to edit, play and judge with.</summary>
internal static class ConvertVerb
{
    public static Verb Create(Session session)
    {
        var recording = new Argument<string>("recording") { Description = "A file that record wrote." };
        var file = new NewFile("The scenario file. Default: standard output.", required: false);
        var exact = new Option<bool>("--exact") { Description = "Bytes as they were read, never verbs." };
        var verb = new Verb("convert", "Turns a recording into a scenario file: the same bytes and gaps, as verbs where they say it exactly.") { recording, file.Name, exact, file.Force };
        verb.SetAction(parsed =>
        {
            var from = parsed.GetRequiredValue(recording);
            var (read, problem) = RecordingFile.Read(from);
            var conversion = read is null ? throw CommandException.Usage(problem!.ToString()) : Conversion.Of(read, parsed.GetValue(exact));
            foreach (var sentence in read.Torn ? conversion.LeftOut.Append("the last line is cut off and was left out") : conversion.LeftOut)
            {
                session.Error.WriteLine($"{from}: {sentence}");
            }

            if (conversion.Scenarios == 0)
            {
                throw CommandException.Usage($"{from}: holds no exchange that a scenario can be made of");
            }

            Write(session, parsed, file, conversion);
            return (int)ExitCode.Ok;
        });
        return verb;
    }

    private static void Write(Session session, ParseResult parsed, NewFile file, Conversion conversion)
    {
        if (parsed.GetValue(file.Name) is not { } path)
        {
            session.Out.Write(conversion.Yaml);
            return;
        }

        using var output = file.Open(parsed);
        try
        {
            output.Write(Encoding.UTF8.GetBytes(conversion.Yaml));
        }
        catch (IOException failure)
        {
            throw NewFile.Unwritable(path, failure);
        }

        session.Out.WriteLine($"{path}: {Counted.Of(conversion.Scenarios, "scenario")}; play it: edgequake-harness serve {path}");
    }
}
