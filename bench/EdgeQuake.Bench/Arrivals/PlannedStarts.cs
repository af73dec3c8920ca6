namespace EdgeQuake.Bench;

/// <summary>When the streams of an open loop are to start, from profile and seed alone: a slow server never moves them.</summary>
public static class PlannedStarts
{
    /// <summary>Ascending times since the start of the run; ends at <c>--for</c>, <c>--count</c> or the last stage, whichever comes first.</summary>
    public static IEnumerable<TimeSpan> Of(LoadProfile profile)
    {
        if (!profile.IsOpen)
        {
            throw new ArgumentException("a closed loop has no planned starts", nameof(profile));
        }

        foreach (var arrival in Units(profile))
        {
            var seconds = profile.Rate is { } rate ? arrival / rate : Ramp.TimeOf(profile.Stages, arrival);
            if (seconds is not { } s || TimeSpan.FromSeconds(s) is var start && start >= profile.For)
            {
                yield break;
            }

            yield return TimeSpan.FromSeconds(s);
        }
    }

    /// <summary>Arrivals at a rate of one: what the rate, or the curve of the stages, stretches.</summary>
    private static IEnumerable<double> Units(LoadProfile profile)
    {
        var sum = 0.0;
        for (var i = 0; i < (profile.Count ?? int.MaxValue); i++)
        {
            // An equal gap is computed from the number, not summed: no drift over long runs.
            yield return sum = profile.Arrivals switch
            {
                ArrivalKind.Constant => i,
                ArrivalKind.Gamma => sum + GammaGap.Of(profile.Seed, i, profile.EffectiveSmoothness),
                _ => sum - Math.Log(1 - Draws.Uniform(profile.Seed, i)),
            };
        }
    }
}
