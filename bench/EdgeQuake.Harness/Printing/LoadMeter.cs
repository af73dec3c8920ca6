using EdgeQuake.Bench;
using Spectre.Console;

namespace EdgeQuake.Harness;

/// <summary>Progress of a load on stderr: one line that is rewritten on a terminal; else a line at each phase and each twentieth glance (about five seconds).</summary>
internal static class LoadMeter
{
    private const int PlainEvery = 20;

    /// <summary>Performs the work while showing what it reports.</summary>
    public static async Task<T> ShowAsync<T>(Session session, Func<Action<LoadProgress>, Task<T>> work)
    {
        if (!session.Live)
        {
            return await work(Plain(session.Error));
        }

        return await session.Progress().Status().StartAsync("starting", status => work(p => status.Status(Markup.Escape(LoadConsole.Line(p)))));
    }

    private static Action<LoadProgress> Plain(TextWriter error)
    {
        var (seen, phase) = (0, (LoadPhase?)null);
        return p =>
        {
            if (p.Phase != phase || ++seen % PlainEvery == 0)
            {
                phase = p.Phase;
                error.WriteLine(LoadConsole.Line(p));
            }
        };
    }
}
