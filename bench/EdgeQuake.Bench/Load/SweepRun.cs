using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>Plays one load run a level, until <see cref="SweepRule"/> says that it is enough.</summary>
public static class SweepRun
{
    /// <param name="profile">Has a sweep, and no <see cref="ProfileCheck.Problems"/>.</param>
    /// <param name="each">Told every level's run when it is over.</param>
    /// <param name="cancellation">Ctrl+C: the running level ends, and what was measured comes back.</param>
    public static async Task<SweepResult> RunAsync(LoadProfile profile, LoadOptions options, Action<double, LoadResult>? each = null, CancellationToken cancellation = default)
    {
        var sweep = profile.Sweep ?? throw new ArgumentException("the profile has no sweep", nameof(profile));
        var (began, utc) = (options.Clock.Now, options.Clock.UtcNow);
        var levels = new List<SweepLevel>();
        LoadResult? run = null;
        SweepEnd? end = null;
        foreach (var level in sweep.Levels)
        {
            // Whether there is a server to load is asked once.
            run = await LoadEngine.RunAsync(profile.At(level) with { NoProbe = profile.NoProbe || levels.Count > 0 }, options, cancellation);
            levels.Add(SweepLevel.Of(level, run));
            each?.Invoke(level, run);
            end = SweepRule.Says(sweep.Unit, levels) ?? (run.Stopped is { } stop ? new(SweepEndKind.Stopped, level, stop.Message) : null);
            if (end is not null)
            {
                break;
            }
        }

        end ??= new(SweepEndKind.Passed, levels[^1].Level, $"no limit found up to {LoadSweep.Name(sweep.Unit, levels[^1].Level)}");
        var header = RunHeaders.Capture("sweep", SweepReport.Schema, profile.Seed, options.Arguments, utc, options.Clock.Now - began);
        return new(header, run!.Load with { Loop = sweep.Unit == LoadUnit.PerSecond ? "open, a rate a level" : "closed, a concurrency a level" }, sweep.Unit, levels, end);
    }
}
