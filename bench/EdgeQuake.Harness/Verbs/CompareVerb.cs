using System.CommandLine;
using EdgeQuake.Bench;
using EdgeQuake.Conformance;

namespace EdgeQuake.Harness;

/// <summary><c>compare BEFORE AFTER</c>: two runs of one kind; exit 1 when something got worse. The kind stands in the files. <c>compare providers.yaml</c>: providers, measured in turns.</summary>
internal static class CompareVerb
{
    public static Verb Create(Session session)
    {
        var before = new Argument<string?>("before") { Description = "A run.json, or the folder that holds one; or a providers.yaml, alone.", Arity = ArgumentArity.ZeroOrOne };
        var after = new Argument<string?>("after") { Description = "The run that is held against it.", Arity = ArgumentArity.ZeroOrOne };
        var folder = new Option<string?>("--out") { Description = "Folder for the files. Load runs: compare.md and compare.json, by default none; providers: run.json and reports, by default harness-out/compare.", HelpName = "folder" };
        var runs = new ComparedRuns();
        var verb = new Verb("compare", "Says what got worse between two runs (exit 1), or measures providers side by side.") { before, after, folder };
        var providers = new ComparingProviders(session);
        runs.On(verb);
        providers.On(verb);
        verb.SetAction(async (parsed, stop) =>
        {
            var (was, now) = (parsed.GetValue(before)!, parsed.GetValue(after)!);
            if (providers.Asked(parsed, was, now))
            {
                return (int)await providers.RunAsync(parsed, was, parsed.GetValue(folder) is { } to ? new OutFolder(to) : null, stop);
            }

            return (int)((RunFile.Read(was), RunFile.Read(now)) switch
            {
                (RunFile.Conformance b, RunFile.Conformance a) => Verdicts(session, b.Result, a.Result),
                (RunFile.Load b, RunFile.Load a) => Loads(session, parsed, runs, ComparedRuns.Side(was, b.Result), ComparedRuns.Side(now, a.Result), parsed.GetValue(folder)),
                var (b, a) when b.Header.Kind != a.Header.Kind =>
                    throw CommandException.Usage($"a run of kind {b.Header.Kind} cannot be compared with one of kind {a.Header.Kind}; expected two of one kind"),
                var (b, _) => throw CommandException.Usage($"runs of kind {b.Header.Kind} cannot be compared; expected two of kind conformance or load"),
            });
        });
        return verb;
    }

    private static ExitCode Loads(Session session, ParseResult parsed, ComparedRuns runs, ComparedSide before, ComparedSide after, string? folder)
    {
        runs.Refuse(parsed, LoadComparison.Unlike(before, after));
        return ComparisonFiles.Write(session, LoadComparison.Of(before, after, runs.Margin(parsed)), folder is null ? null : new OutFolder(folder));
    }

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
