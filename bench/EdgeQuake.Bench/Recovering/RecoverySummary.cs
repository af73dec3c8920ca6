namespace EdgeQuake.Bench;

/// <summary>What asking again did for a run. Only where the profile asks for it; how long it took is the metric <c>recover</c>.</summary>
/// <param name="Broke">Streams whose first attempt broke so that it was asked again.</param>
/// <param name="Recovered">Of those, complete after a retry.</param>
/// <param name="FellBack">Of those, complete by the call that does not stream.</param>
/// <param name="Lost">Of those, failed in the end.</param>
/// <param name="Retries">Requests beyond the first of each stream, fall-backs not counted.</param>
/// <param name="DuplicateTokens">Tokens that came again after they had been shown.</param>
/// <param name="TokensBefore">Tokens of the attempts that broke.</param>
public sealed record RecoverySummary(int Broke, int Recovered, int FellBack, int Lost, int Retries, long DuplicateTokens, long TokensBefore)
{
    /// <param name="counted">The streams that figures are of.</param>
    internal static RecoverySummary? Of(LoadProfile profile, IReadOnlyList<StreamTimeline> counted)
    {
        if (profile.Retry == 0 && !profile.FallBack)
        {
            return null;
        }

        StreamTimeline[] broke = [.. counted.Where(s => s.Recovery is not null)];
        return new(
            broke.Length, broke.Count(s => s.Complete && !s.Recovery!.FellBack), broke.Count(s => s.Complete && s.Recovery!.FellBack),
            broke.Count(s => s.Class is not (StreamClass.Complete or StreamClass.Interrupted)), broke.Sum(s => s.Recovery!.Attempts - 1 - (s.Recovery.FellBack ? 1 : 0)),
            broke.Sum(s => (long)s.Recovery!.DuplicateTokens), broke.Sum(s => (long)s.Recovery!.TokensBefore));
    }
}
