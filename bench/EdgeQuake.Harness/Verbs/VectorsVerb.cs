using System.CommandLine;
using EdgeQuake.Conformance;

namespace EdgeQuake.Harness;

/// <summary><c>vectors export</c>: the corpus as byte files with the events that they give, for the unit tests of any parser in any language.</summary>
internal static class VectorsVerb
{
    public static Verb Create(Session session) => new("vectors", "The corpus for other people's unit tests: vectors export.") { Export(session) };

    private static Verb Export(Session session)
    {
        var choice = new CaseChoice();
        var to = Values.Out("vectors");
        var verb = new Verb("export", "Writes byte vectors and the events that they give.") { to };
        foreach (var option in choice.Options)
        {
            verb.Add(option);
        }

        verb.SetAction(parsed =>
        {
            var cases = Catalogue.Cases();
            var selection = choice.Of(parsed, cases);
            var vectors = Vector.Of([.. selection.Of(cases).Where(c => selection.Skips(c) is null)]);
            var folder = new OutFolder(parsed.GetRequiredValue(to));
            foreach (var (path, bytes) in VectorFiles.Of(vectors, $"{HarnessCommand.Name} {typeof(VectorsVerb).Assembly.GetName().Version?.ToString(3)}"))
            {
                folder.Write(path, bytes);
            }

            session.Out.WriteLine(vectors.Count > 0 ? $"{Counted.Of(vectors.Count, "vector")} of {Counted.Of(vectors.Select(v => v.Case).Distinct().Count(), "case")}: {folder.Path}"
                : throw CommandException.Usage("none of these cases is told by its bytes alone"));
            return (int)ExitCode.Ok;
        });
        return verb;
    }
}
