using Spectre.Console;

namespace EdgeQuake.Harness;

/// <summary>Progress of a measurement on stderr: one line that is rewritten on a terminal; else a line when its first word changes (the phase), and each twentieth.</summary>
internal static class Meter
{
    private const int PlainEvery = 20;

    /// <summary>Performs the work while showing the lines that it reports.</summary>
    public static async Task<T> ShowAsync<T>(Session session, Func<Action<string>, Task<T>> work) => session.Live
        ? await session.Progress().Status().StartAsync("starting", status => work(line => status.Status(Markup.Escape(line))))
        : await work(Plain(session.Error));

    private static Action<string> Plain(TextWriter error)
    {
        var (seen, phase) = (0, "");
        return line =>
        {
            var word = line.Split(' ', 2)[0];
            if (word != phase || ++seen % PlainEvery == 0)
            {
                phase = word;
                error.WriteLine(line);
            }
        };
    }
}
