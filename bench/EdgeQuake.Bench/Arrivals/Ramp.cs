namespace EdgeQuake.Bench;

/// <summary>Stages as a curve over time: its level, and the inverse of the area under it. Pure.</summary>
/// <remarks>
/// Arrivals of mean gap 1 become arrivals of a changing rate λ by time change: the start of the n-th unit arrival x is Λ⁻¹(x), where Λ(t) = ∫λ. For exponential gaps that is an
/// inhomogeneous Poisson process (Çinlar, 1975); for equal gaps every start comes exactly when one more is due.
/// </remarks>
internal static class Ramp
{
    /// <summary>The time at which <paramref name="area"/> is passed; null = not within the stages. A pause passes nothing, so what is due at its start comes at its end.</summary>
    public static double? TimeOf(IReadOnlyList<LoadStage> stages, double area)
    {
        var began = 0.0;
        foreach (var stage in stages)
        {
            var seconds = stage.For.TotalSeconds;
            var within = (stage.From + stage.To) / 2 * seconds;
            if (area < within)
            {
                return began + Solve(stage.From, (stage.To - stage.From) / seconds, area);
            }

            (began, area) = (began + seconds, area - within);
        }

        return null;
    }

    /// <summary>The level at a time; 0 after the end. At a border it is the level that begins.</summary>
    public static double LevelAt(IReadOnlyList<LoadStage> stages, TimeSpan at)
    {
        foreach (var stage in stages)
        {
            if (at < stage.For)
            {
                return stage.From + ((stage.To - stage.From) * (at / stage.For));
            }

            at -= stage.For;
        }

        return 0;
    }

    /// <summary>u with from·u + slope·u²/2 = area, in the form that loses no digits where the slope is small.</summary>
    private static double Solve(double from, double slope, double area) =>
        area <= 0 ? 0 : 2 * area / (from + Math.Sqrt(Math.Max(0, (from * from) + (2 * slope * area))));
}
