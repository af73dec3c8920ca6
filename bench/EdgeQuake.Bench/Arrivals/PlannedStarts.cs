namespace EdgeQuake.Bench;

/// <summary>When the streams of an open loop are to start, from profile and seed alone: a slow server never moves them.</summary>
public static class PlannedStarts
{
    /// <summary>Ascending times since the start of the run; ends at <c>--for</c> or <c>--count</c>, whichever comes first.</summary>
    public static IEnumerable<TimeSpan> Of(LoadProfile profile)
    {
        var rate = profile.Rate ?? throw new ArgumentException("a closed loop has no planned starts", nameof(profile));
        var seconds = 0.0;
        for (var i = 0; i < (profile.Count ?? int.MaxValue); i++)
        {
            // A constant gap is computed from the number, not summed: no drift over long runs.
            seconds = profile.Arrivals switch
            {
                ArrivalKind.Constant => i / rate,
                ArrivalKind.Gamma => seconds + (GammaGap.Of(profile.Seed, i, profile.EffectiveSmoothness) / rate),
                _ => seconds + (-Math.Log(1 - Draws.Uniform(profile.Seed, i)) / rate),
            };
            var start = TimeSpan.FromSeconds(seconds);
            if (start >= profile.For)
            {
                yield break;
            }

            yield return start;
        }
    }
}
