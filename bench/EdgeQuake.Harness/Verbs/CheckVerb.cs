using System.CommandLine;

using EdgeQuake.FakeServer;

namespace EdgeQuake.Harness;

/// <summary><c>check FILE…</c>: loads and verifies scenario and case files; every problem on a line of its own.</summary>
internal static class CheckVerb
{
    public static Verb Create(Session session)
    {
        var files = new Argument<string[]>("file") { Description = "Scenario or case files (.yaml).", Arity = ArgumentArity.OneOrMore };
        var verb = new Verb("check", "Checks scenario files: form, words, and whether a correct client would report what they expect.") { files };
        verb.SetAction(parsed => (int)ExitCodes.Worst(parsed.GetRequiredValue(files).Select(file => Check(session, file))));
        return verb;
    }

    private static ExitCode Check(Session session, string file)
    {
        if (File.Exists(file) && MixFile.Is(file))
        {
            return Mix(session, file);
        }

        var (scenarios, problems) = FileCheck.Read(file);
        foreach (var problem in problems)
        {
            session.Error.WriteLine($"error: {problem}");
        }

        if (problems.Count > 0)
        {
            return ExitCode.Usage;
        }

        var cases = scenarios.Count(s => s.Case is not null);
        session.Out.WriteLine($"{file}: {Counted.Of(scenarios.Count, "scenario")}, {Counted.Of(cases, "case")}, {Counted.Of(scenarios.Sum(s => s.Cells.Count), "cell")}: well");
        return ExitCode.Ok;
    }

    /// <summary>A mix alone can only use what comes with the command; <c>serve</c> checks it again with the files beside it.</summary>
    private static ExitCode Mix(Session session, string file)
    {
        var (mix, problems) = MixFile.Read(file, Catalogue.BuiltIn.Select(s => s.Id));
        foreach (var problem in problems)
        {
            session.Error.WriteLine($"error: {problem}");
        }

        if (mix is null)
        {
            return ExitCode.Usage;
        }

        session.Out.WriteLine($"{file}: a load mix of {Counted.Of(mix.Uses.Count, "scenario")}{(mix.Limit is null ? "" : " with a limit")}: well");
        return ExitCode.Ok;
    }
}
