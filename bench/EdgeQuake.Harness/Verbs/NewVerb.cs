using System.CommandLine;
using EdgeQuake.Conformance;

namespace EdgeQuake.Harness;

/// <summary><c>new adapter LANGUAGE</c>: a folder that attaches a client: program, adapter.yaml, baseline, CI workflow. It gives a verdict as it stands.</summary>
internal static class NewVerb
{
    public static Verb Create(Session session) => new("new", "Begins something: new adapter LANGUAGE.") { Adapter(session) };

    private static Verb Adapter(Session session)
    {
        var languages = AdapterTemplate.All.Select(t => t.Language).ToList();
        var language = new Argument<string>("language") { Description = $"One of {string.Join(", ", languages)}." };
        var to = new Option<string?>("--to") { Description = "The folder to make. Default: adapter-LANGUAGE.", HelpName = "folder" };
        var verb = new Verb("adapter", "Writes an adapter to begin with, in a folder of its own.") { language, to };
        verb.SetAction(parsed =>
        {
            var word = parsed.GetRequiredValue(language);
            var template = AdapterTemplate.All.FirstOrDefault(t => t.Language == word) ?? throw CommandException.Usage($"'{word}' is not {Values.NoneOf(word, languages)}");
            var folder = parsed.GetValue(to) ?? $"adapter-{word}";
            if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            {
                throw CommandException.Usage($"{folder} is there already and not empty; --to names another folder");
            }

            foreach (var (name, text) in template.Write(Path.GetFileName(Path.GetFullPath(folder)), folder))
            {
                session.Out.WriteLine(new OutFolder(folder).Write(name, text));
            }

            session.Out.WriteLine(template.Install is null ? $"next: edgequake-harness conform {folder}" : $"next: (cd {folder} && {template.Install}) && edgequake-harness conform {folder}");
            return (int)ExitCode.Ok;
        });
        return verb;
    }
}
