using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>Everything a conformance run found: what run.json holds and every report renders.</summary>
/// <param name="Rules">The cases that the verdicts name, as sentences.</param>
public sealed record ConformanceResult(RunHeader Header, IReadOnlyList<ConformanceRun> Clients, IReadOnlyList<CaseRule> Rules);

/// <summary>One client, judged.</summary>
/// <param name="Verdicts">In the order of the cases; all of them, also what was skipped.</param>
/// <param name="Interrupted">Stopped by the user: what was judged until then is kept.</param>
/// <param name="Doctor">The trivial cases that came first; null when they were not asked for.</param>
/// <param name="Broke">Why nothing more ran: doctor failed, or the adapter did not come back. Null = the run went to its end.</param>
/// <param name="Baseline">Known failures held against the verdicts; null without a baseline.</param>
/// <param name="Stderr">The end of what an adapter wrote there, for the report.</param>
/// <param name="Timing">Null when no case was played to its end.</param>
public sealed record ConformanceRun(
    ClientFacts Client, IReadOnlyList<Verdict> Verdicts, bool Interrupted = false, DoctorReport? Doctor = null,
    string? Broke = null, BaselineReport? Baseline = null, string? Stderr = null, RunTiming? Timing = null)
{
    /// <summary>How many verdicts have a status.</summary>
    public int Count(VerdictStatus status) => Verdicts.Count(v => v.Status == status);
}

/// <summary>What a case asks, for readers of a result who have no corpus at hand.</summary>
public sealed record CaseRule(string Id, string Level, string Profile, string? About, string? Why, IReadOnlyList<SpecClause> Spec)
{
    public static CaseRule Of(Case c) => new(c.Id, c.Level, c.Profile, c.Scenario.About, c.Facts.Why, c.Facts.Spec);
}
