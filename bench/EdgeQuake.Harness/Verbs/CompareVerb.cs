using System.CommandLine;
using EdgeQuake.Conformance;

namespace EdgeQuake.Harness;

/// <summary><c>compare BEFORE AFTER</c>: two runs of one kind; exit 1 when something got worse. The kind stands in the files.</summary>
internal static class CompareVerb
{
    public static Verb Create(Session session)
    {
        var before = new Argument<string>("before") { Description = "A run.json, or the folder that holds one." };
        var after = new Argument<string>("after") { Description = "The run that is held against it." };
        var verb = new Verb("compare", "Says what got worse and what got better between two runs; exit 1 on worse.") { before, after };
        verb.SetAction(parsed => (int)Compare(session, RunFile.Read(parsed.GetRequiredValue(before)), RunFile.Read(parsed.GetRequiredValue(after))));
        return verb;
    }

    private static ExitCode Compare(Session session, RunFile before, RunFile after) => (before, after) switch
    {
        (RunFile.Conformance b, RunFile.Conformance a) => Verdicts(session, b.Result, a.Result),
        _ when before.Header.Kind != after.Header.Kind =>
            throw CommandException.Usage($"a run of kind {before.Header.Kind} cannot be compared with one of kind {after.Header.Kind}; expected two of one kind"),
        _ => throw CommandException.Usage($"runs of kind {before.Header.Kind} cannot be compared; expected two of kind conformance"),
    };

    private static ExitCode Verdicts(Session session, ConformanceResult before, ConformanceResult after)
    {
        var comparison = ConformanceComparison.Of(before, after);
        if (comparison.Worse.Count + comparison.Better.Count + comparison.Lost.Count + comparison.Won.Count + comparison.Same == 0)
        {
            throw CommandException.Usage($"the two runs have no client in common: {string.Join(", ", comparison.OnlyOne)}");
        }

        session.Out.WriteLine(ComparisonText.Render(comparison).TrimEnd('\n'));
        return comparison.Worse.Count > 0 ? ExitCode.Bad : ExitCode.Ok;
    }
}
