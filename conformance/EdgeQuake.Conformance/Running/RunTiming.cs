namespace EdgeQuake.Conformance;

/// <summary>How long the cases took on the wall clock, those that wait apart from the others: only the others say how fast a client and this machine are.</summary>
/// <param name="Quick">Cases that do not wait for time to pass.</param>
/// <param name="Waiting">Cases whose server or client waits; they run after the quick ones, at most eight at a time.</param>
/// <param name="Again">Cases run again alone, because only a clock said that they failed.</param>
public sealed record RunTiming(int Quick, TimeSpan QuickTook, int Waiting, TimeSpan WaitingTook, int Again, TimeSpan AgainTook);
