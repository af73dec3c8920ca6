using System.CommandLine;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Harness;

/// <summary><c>publish DIR</c>: copies a run to <c>results/WHAT-DATE-MACHINE/</c> and writes the index again. Only run.json, its reports and its timelines go.</summary>
internal static class PublishVerb
{
    private static readonly string[] Published = ["run.json", "report.html", "report.md", "streams.csv.gz", "latency.hlog"];

    public static Verb Create(Session session)
    {
        var folder = new Argument<string>("folder") { Description = "Folder of a run: harness-out/conform." };
        var name = new Option<string?>("--name") { Description = "What the run is about. Default: its kind.", HelpName = "slug" };
        var to = new Option<string>("--to") { Description = "Where results are kept.", HelpName = "folder", DefaultValueFactory = _ => "results" };
        var verb = new Verb("publish", "Copies a run to results/ under a name that says what, when and on what machine.") { folder, name, to };
        verb.SetAction(parsed =>
        {
            var from = parsed.GetRequiredValue(folder);
            var target = Publish(from, RunHeaderFile.Read(from), parsed.GetValue(name), parsed.GetRequiredValue(to));
            ResultsIndex.Write(parsed.GetRequiredValue(to));
            session.Out.WriteLine($"published: {target}");
            return (int)ExitCode.Ok;
        });
        return verb;
    }

    private static string Publish(string from, RunHeaderFile header, string? name, string to)
    {
        var target = Path.Combine(to, $"{Slug(name ?? header.Kind)}-{header.StartedUtc:yyyy-MM-dd}-{Slug(header.Machine)}");
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

    // linux-x64, AMD EPYC, 2 cores: linux-x64-amd-epyc-2-cores
    private static string Slug(string text) =>
        string.Join('-', new string([.. text.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
