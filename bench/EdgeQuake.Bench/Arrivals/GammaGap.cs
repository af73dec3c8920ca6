namespace EdgeQuake.Bench;

/// <summary>A gap of gamma-distributed arrivals, mean 1: from seed, number and shape alone.</summary>
/// <remarks>Marsaglia and Tsang, "A simple method for generating gamma variables" (2000): a cubed normal, rejected in one try of twenty; shapes below 1 by their boost.</remarks>
internal static class GammaGap
{
    public static double Of(ulong seed, int number, double shape)
    {
        // A stream of draws of its own for each gap: how many one needed never moves the next.
        var own = seed ^ (0xD1B54A32D192ED03UL * ((ulong)number + 1));
        var position = 0;
        var boost = shape < 1 ? Math.Pow(1 - Next(), 1 / shape) : 1;
        var d = (shape < 1 ? shape + 1 : shape) - (1.0 / 3);
        while (true)
        {
            var x = Math.Sqrt(-2 * Math.Log(1 - Next())) * Math.Cos(2 * Math.PI * Next());
            var v = Math.Pow(1 + (x / Math.Sqrt(9 * d)), 3);
            if (v > 0 && Math.Log(1 - Next()) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v)))
            {
                return d * v * boost / shape;
            }
        }

        double Next() => Draws.Uniform(own, position++);
    }
}
