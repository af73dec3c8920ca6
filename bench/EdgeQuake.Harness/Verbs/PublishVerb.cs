using System.CommandLine;

namespace EdgeQuake.Harness;

/// <summary><c>publish DIR</c>: copies a run to <c>results/WHAT-DATE-MACHINE/</c> and writes index and page again. Only run.json, its reports and its timelines go.</summary>
internal static class PublishVerb
{
    private static readonly string[] Published = ["run.json", "report.html", "report.md", "streams.csv.gz", "latency.hlog"];

    public static Verb Create(Session session)
    {
        var folder = new Argument<string?>("folder") { Description = "Folder of a run: harness-out/conform.", Arity = ArgumentArity.ZeroOrOne };
        var name = new Option<string?>("--name") { Description = "What the run is about. Default: its kind.", HelpName = "slug" };
        var to = new Option<string>("--to") { Description = "Where results are kept.", HelpName = "folder", DefaultValueFactory = _ => "results" };
        var index = new Option<bool>("--index") { Description = "Publishes nothing: writes README.md's rows and index.html again, from the runs that are there." };
        var verb = new Verb("publish", "Copies a run to results/ under a name that says what, when and on what machine.") { folder, name, to, index };
        verb.SetAction(parsed =>
        {
            var results = parsed.GetRequiredValue(to);
            var from = From(parsed.GetValue(folder), parsed.GetValue(name), parsed.GetValue(index));
            try
            {
                var target = from is null ? null : Publish(from, RunHeaderFile.Read(from), parsed.GetValue(name), results);
                ResultsIndex.Write(results);
                session.Out.WriteLine(target is null ? $"written again: {Path.Combine(results, "README.md")}, {Path.Combine(results, "index.html")}" : $"published: {target}");
                return (int)ExitCode.Ok;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw CommandException.Broken(from is null ? $"the index of {results} cannot be written: {failure.Message}" : $"{from} cannot be published to {results}: {failure.Message}", failure);
            }
        });
        return verb;
    }

    /// <summary>The folder to publish; null with <c>--index</c>.</summary>
    private static string? From(string? folder, string? name, bool index) => (folder, name, index) switch
    {
        (null, null, true) => null,
        ({ } run, _, false) => run,
        (null, _, false) => throw CommandException.Usage("publish which run? Give its folder, harness-out/conform, or --index to write README.md and index.html of the results again"),
        _ => throw CommandException.Usage("--index publishes nothing: give it without a folder and without --name"),
    };

    private static string Publish(string from, RunHeaderFile header, string? name, string to)
    {
        var target = Path.Combine(to, PublishedRuns.FolderName(name ?? header.Kind, header));
        if (Directory.Exists(target))
        {
            throw CommandException.Usage($"{target} is there already; a published run is never overwritten: give --name");
        }

        Directory.CreateDirectory(target);
        foreach (var file in Published.Where(f => File.Exists(Path.Combine(from, f))))
        {
            File.Copy(Path.Combine(from, file), Path.Combine(target, file));
        }

        return target;
    }
}
