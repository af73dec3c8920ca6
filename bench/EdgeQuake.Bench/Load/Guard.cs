using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>Whether a running load must end before its time: too many streams failed, or what was allowed is spent. Pure.</summary>
internal static class Guard
{
    /// <summary>Fewer streams say nothing about a share.</summary>
    public const int Least = 20;

    /// <summary>There is a limit to look at.</summary>
    public static bool Watches(LoadProfile p) => p.MaxFailed > 0 || p.MaxTokensTotal is not null || p.MaxCost is not null;

    /// <summary>Why the run ends now; null = it goes on.</summary>
    public static RunStop? Says(LoadProfile p, GuardFacts f)
    {
        // 0, which is the default, only judges: else the first failure would end every run. Three deviations, because this is asked twenty times a second.
        var ended = f.Complete + f.Failed;
        if (p.MaxFailed > 0 && ended >= Least && Wilson.Of(f.Failed, ended, z: 3).Low > p.MaxFailed)
        {
            return new("max-failed", $"{Figures.Count(f.Failed)} of {Figures.Count(ended)} streams had failed ({Figures.Percent((double)f.Failed / ended)}), surely more than --max-failed {Figures.Percent(p.MaxFailed)}", f.At);
        }

        if (f.Tokens >= p.MaxTokensTotal)
        {
            return new("max-tokens-total", $"{Figures.Count(f.Tokens)} tokens had come, of the {Figures.Count(p.MaxTokensTotal!.Value)} that --max-tokens-total allows", f.At);
        }

        return f.Cost >= p.MaxCost
            ? new("max-cost", $"the streams had cost {Money.Text(f.Cost)}, of the {Money.Text(p.MaxCost!.Value)} that --max-cost allows; what no usage states is counted as characters / 4 and events", f.At)
            : null;
    }
}

/// <summary>What a guard looks at.</summary>
/// <param name="Tokens">Of the answers: events, or what the server states where that is more.</param>
/// <param name="Cost">In the currency of <c>--price</c>.</param>
internal readonly record struct GuardFacts(int Complete, int Failed, long Tokens, double Cost, TimeSpan At);
