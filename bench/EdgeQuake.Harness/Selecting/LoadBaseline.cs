using System.CommandLine;
using EdgeQuake.Bench;

namespace EdgeQuake.Harness;

/// <summary><c>load --baseline run.json</c>: an earlier run that the one to come is held against.</summary>
internal sealed class LoadBaseline
{
    private readonly Option<string?> _run = new("--baseline") { Description = "The run.json of an earlier load: what got worse is exit 1. Asked alike, or it is refused before the first stream.", HelpName = "run.json" };
    private readonly ComparedRuns _runs = new();

    public void On(Verb verb)
    {
        verb.Add(_run);
        _runs.On(verb);
    }

    /// <summary>The earlier run, read and found comparable before anything is played; null = none was named.</summary>
    public ComparedSide? Read(ParseResult parsed, LoadProfile planned)
    {
        if (parsed.GetValue(_run) is not { } path)
        {
            return null;
        }

        var side = ComparedRuns.Side(path);
        _runs.Refuse(parsed, LoadComparisons.Unlike(side, planned));
        return side;
    }

    /// <summary>Prints and writes the comparison; a run that no load was played in, or that was interrupted, is not compared, and that is said.</summary>
    public ExitCode Judge(Session session, ParseResult parsed, ComparedSide? baseline, string folder, LoadResult played)
    {
        if (baseline is null)
        {
            return ExitCode.Ok;
        }

        if (played.Refusal is not null || played.Interrupted)
        {
            session.Error.WriteLine("the run is not compared with its baseline: it was not played to its end");
            return ExitCode.Ok;
        }

        session.Out.WriteLine();
        return ComparisonFiles.Write(session, LoadComparison.Of(baseline, LoadComparisons.Played(folder, played), _runs.Margin(parsed)), new OutFolder(folder));
    }
}
