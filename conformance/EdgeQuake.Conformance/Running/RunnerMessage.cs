namespace EdgeQuake.Conformance;

/// <summary>What happened while clients were judged, in the past tense: each report listens to what it wants.</summary>
public abstract record RunnerMessage(string Client)
{
    /// <param name="Planned">Bound cases, those that will be skipped among them.</param>
    public sealed record RunStarted(string Client, ClientFacts Facts, int Planned) : RunnerMessage(Client);

    public sealed record DoctorFinished(string Client, DoctorReport Report) : RunnerMessage(Client);

    public sealed record CaseStarted(string Client, string Case, string Api) : RunnerMessage(Client);

    public sealed record CaseJudged(string Client, Verdict Verdict, int Done, int Planned) : RunnerMessage(Client);

    /// <summary>Only a clock said that it failed: it was run again alone.</summary>
    public sealed record CaseRerun(string Client, string Case, string Api, string Why) : RunnerMessage(Client);

    public sealed record RunFinished(string Client, ConformanceRun Run) : RunnerMessage(Client);
}
