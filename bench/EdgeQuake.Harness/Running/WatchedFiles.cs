using EdgeQuake.Conformance;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Harness;

/// <summary>The files that a serve was started with, looked at while it serves: changed and right, the new set is served; changed and wrong, the old one goes on.</summary>
/// <remarks>It looks four times a second instead of asking the platform to tell: editors that write a new file in place of the old one are then no special case.</remarks>
internal sealed class WatchedFiles
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);

    private readonly IReadOnlyList<string> words;
    private readonly Speech speaks;
    private string seen;

    public WatchedFiles(IReadOnlyList<string> words, Speech speaks)
    {
        (this.words, this.speaks) = (words, speaks);
        seen = words.Any(Catalogue.IsFile) ? Look() : throw CommandException.Usage("--watch: there is no file to watch; name one: serve my.yaml --watch");
    }

    public async Task WatchAsync(FakeSseServer server, Action<string> say, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Step);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                var now = Look();
                if (now != seen)
                {
                    seen = now;
                    Load(server, say);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return;
        }
    }

    private void Load(FakeSseServer server, Action<string> say)
    {
        try
        {
            var scenarios = speaks.Playable(Catalogue.Pick(words), named: true);
            server.Replace(scenarios);
            say($"loaded again: {Counted.Of(scenarios.Count, "scenario")}");
        }
        catch (CommandException refused)
        {
            say($"error: {refused.Message}\nnot loaded: what was served before goes on");
        }
    }

    /// <summary>What tells one state of the files from another; a file that is gone has a state too.</summary>
    private string Look() => string.Join('|', words.Where(Catalogue.IsFile).Select(f => new FileInfo(f)).Select(f => f.Exists ? $"{f.LastWriteTimeUtc.Ticks}:{f.Length}" : "gone"));
}
