using System.Collections.Concurrent;
using EdgeQuake.FakeServer;
using EdgeQuake.Harness;

namespace EdgeQuake.Bench.Locust;

/// <summary>One test of the master on this worker: the load engine with told users, what ended since the last report, and the files at the end.</summary>
internal sealed class WorkerRun
{
    private readonly ToldUsers _users;
    private readonly ConcurrentQueue<StreamTimeline> _ended = new();
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task<Trouble?> _written;
    private readonly Clock _clock;
    private TimeSpan _zero;

    /// <param name="folder">For its files.</param>
    public WorkerRun(WorkerPlace place, LoadProfile profile, int users, string folder, Action<string> tell)
    {
        (_clock, _zero) = (place.Clock, place.Clock.Now);
        _users = new() { Wanted = users };
        var options = new LoadOptions
        {
            Arguments = place.Typed,
            Clock = place.Clock,
            Users = _users,
            Zero = at => _zero = at,
            Ended = _ended.Enqueue,
            Over = _over.SetResult,
        };
        _written = Task.Run(() => RunAsync(profile, options, folder, tell));
    }

    /// <summary>Every stream is over, and <see cref="Take"/> has the last.</summary>
    public bool Played => _over.Task.IsCompleted || _written.IsCompleted;

    /// <summary>Over for good, its files written.</summary>
    public bool Written => _written.IsCompleted;

    /// <summary>Why it ended by itself; null = it was told to. Only when <see cref="Written"/>.</summary>
    public Trouble? Trouble => _written.Result;

    public void Change(int users) => _users.Wanted = users;

    public void End(TimeSpan drain) => _users.End(drain);

    /// <summary>What ended since it was asked last, and the wall-clock time that its stamps count from.</summary>
    public (IReadOnlyList<StreamTimeline> Streams, DateTimeOffset Zero) Take()
    {
        var streams = new List<StreamTimeline>();
        while (_ended.TryDequeue(out var stream))
        {
            streams.Add(stream);
        }

        return (streams, _clock.UtcNow - (_clock.Now - _zero));
    }

    private static async Task<Trouble?> RunAsync(LoadProfile profile, LoadOptions options, string folder, Action<string> tell)
    {
        var result = await LoadEngine.RunAsync(profile, options);
        if (result.Streams.Count == 0)
        {
            tell("no stream was played, and nothing written");
            return null;
        }

        var lost = RunFiles.Write(folder, result, timelines: true);
        foreach (var line in lost.Select(l => $"error: {l}").Append($"{result.Streams.Count} streams, {result.Summary.Failed} failed: {folder}"))
        {
            tell(line);
        }

        return result.Stopped is { } stop ? new(stop.Kind == "max-failed" ? ExitCode.Bad : ExitCode.Ok, stop.Message)
            : lost.Count > 0 ? new(ExitCode.Broken, lost[0]) : null;
    }
}
