using System.Buffers;
using System.Text.Json;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>One life of an adapter: said hello once, then any number of runs, multiplexed by seq. It ends by closing, by a mistake, or by dying.</summary>
internal sealed class AdapterSession
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, AdapterRun> _runs = [];
    private readonly HashSet<int> _abandoned = [];
    private readonly TaskCompletionSource<(ClientFacts? Facts, string? Wrong)> _hello = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _command;
    private readonly WayIn _way;
    private readonly Clock _clock;
    private AdapterLink _link = null!;
    private AttachProblem? _problem;
    private bool _retired;

    private AdapterSession(string command, WayIn way, Clock clock) => (_command, _way, _clock) = (command, way, clock);

    internal ClientFacts Facts { get; private set; } = null!;

    /// <summary>May take another run: alive, no mistake so far, no hung run inside.</summary>
    internal bool Usable
    {
        get
        {
            lock (_gate)
            {
                return _problem is null && !_retired;
            }
        }
    }

    /// <summary>The first mistake of this life, or null.</summary>
    internal AttachProblem? Problem => _problem;

    /// <summary>The end of what the adapter wrote there.</summary>
    internal string Stderr => _link.Stderr;

    /// <summary>Starts a command and asks for its hello.</summary>
    internal static Task<(AdapterSession? Session, AttachProblem? Problem)> OpenAsync(AdapterCommand command, Clock clock, TimeSpan patience, CancellationToken cancellation) =>
        OpenAsync($"{command}", hear => AdapterProcess.Start(command, hear), WayIn.Stdio, clock, patience, cancellation);

    /// <summary>Opens a line and asks for hello.</summary>
    /// <param name="name">What the sentences about its mistakes call it: the command, or the page's address.</param>
    internal static async Task<(AdapterSession? Session, AttachProblem? Problem)> OpenAsync(
        string name, Func<Action<ReadOnlySequence<byte>>, (AdapterLink? Link, string? Wrong)> open, WayIn way, Clock clock, TimeSpan patience, CancellationToken cancellation)
    {
        var session = new AdapterSession(name, way, clock);
        var (link, wrong) = open(session.Hear);
        if (link is null)
        {
            return (null, new AttachProblem(AttachFault.NotStarted, wrong!));
        }

        session._link = link;
        _ = session.WatchAsync();
        link.Say(RunMessage.Hello());
        var problem = await session.GreetAsync(patience, cancellation);
        if (problem is null)
        {
            return (session, null);
        }

        link.Kill();
        await link.DisposeAsync();
        return (null, problem with { Stderr = link.Stderr });
    }

    /// <summary>Performs one run; the token is the hang guard.</summary>
    internal async Task<Transcript> RunAsync(RunRequest request, Action<TranscriptItem> report, CancellationToken cancellation)
    {
        var run = new AdapterRun(request, report, CancelsFor(request) ? () => _link.Say(RunMessage.Cancel(request.Seq)) : null);
        lock (_gate)
        {
            if (_problem is { } problem)
            {
                return run.Broken(problem.ToString());
            }

            _runs.Add(request.Seq, run);
        }

        _link.Say(RunMessage.Run(request));
        using (cancellation.Register(() => Abandon(run)))
        {
            var transcript = await run.Done;
            CloseWhenRetired();
            return transcript;
        }
    }

    /// <summary>Closes stdin and waits for the process to leave.</summary>
    internal async Task<AttachProblem?> CloseAsync()
    {
        var expected = Usable;
        var left = await _link.FinishAsync();
        await _link.DisposeAsync();
        return expected && !left ? new AttachProblem(AttachFault.Lingers, $"'{_command}' did not leave within 5 s of the end of its input: it was killed", _link.Stderr)
            : null;
    }

    private bool CancelsFor(RunRequest request) =>
        request.Cancel is { At: CancelMoment.Token, How: CancelWay.Tell } && Facts.Capabilities.Contains("cancel-async") && !Facts.Capabilities.Contains("cancel");

    private async Task<AttachProblem?> GreetAsync(TimeSpan patience, CancellationToken cancellation)
    {
        try
        {
            var (facts, wrong) = await _hello.Task.WaitAsync(patience, cancellation);
            Facts = facts!;
            return facts is not null ? null : _problem ?? new AttachProblem(AttachFault.BadHello, wrong!);
        }
        catch (TimeoutException)
        {
            return new AttachProblem(AttachFault.NoHello, $"'{_command}' did not answer hello within {patience.TotalSeconds:0.#} s; expected one line {{\"name\":…,\"apis\":[…],…}} {(_way == WayIn.Http ? "by POST /__adapter/say" : "on stdout, flushed")}");
        }
    }

    /// <summary>One line of stdout.</summary>
    private void Hear(ReadOnlySequence<byte> line)
    {
        var at = _clock.Now;
        if (!_hello.Task.IsCompleted)
        {
            _hello.TrySetResult(HelloReader.Read(line, _command, _way));
            return;
        }

        switch (AnswerReader.Read(line, at))
        {
            case Answer.Item(var seq, var item):
                Find(seq)?.Add(item);
                break;
            case Answer.Last last:
                (Find(last.Seq) is { } run && Forget(run) ? run : null)?.End(last);
                break;
            case Answer.Wrong wrong:
                Spoil(new AttachProblem(wrong.Fault, $"'{_command}': {wrong.What}", _link.Stderr));
                break;
        }
    }

    private AdapterRun? Find(int seq)
    {
        lock (_gate)
        {
            if (_runs.TryGetValue(seq, out var run) || _abandoned.Contains(seq))
            {
                return run;
            }
        }

        Spoil(new AttachProblem(AttachFault.UnknownSeq, $"'{_command}' answers seq {seq}, which is not in flight; expected the seq of a run that has not ended", _link.Stderr));
        return null;
    }

    private bool Forget(AdapterRun run)
    {
        lock (_gate)
        {
            return _runs.Remove(run.Seq);
        }
    }

    /// <summary>The hang guard fired: the run is over for us; this life takes no more runs and ends with its last one.</summary>
    private void Abandon(AdapterRun run)
    {
        lock (_gate)
        {
            // A page cannot be started again: what the hung run still says is not heard, and the others go on.
            _retired = _link.Restartable;
            _abandoned.Add(run.Seq);
        }

        Forget(run);
        run.Hang();
    }

    private void CloseWhenRetired()
    {
        lock (_gate)
        {
            if (!_retired || _runs.Count > 0)
            {
                return;
            }
        }

        _link.Kill();
    }

    /// <summary>A mistake of the adapter: all runs in flight end as broken, and this life is over.</summary>
    private void Spoil(AttachProblem problem)
    {
        AdapterRun[] hit;
        lock (_gate)
        {
            _problem ??= problem;
            hit = [.. _runs.Values];
            _runs.Clear();
        }

        var others = hit.Length > 1 ? $" ({hit.Length} runs were in flight: {string.Join(", ", hit.Select(r => r.Case))})" : "";
        foreach (var run in hit)
        {
            run.Break(_problem + others);
        }

        _link.Kill();
    }

    private async Task WatchAsync()
    {
        var code = await _link.Exit;
        _hello.TrySetResult((null, $"'{_command}' ended with exit code {code?.ToString() ?? "unknown"} before it answered hello"));
        lock (_gate)
        {
            if (_runs.Count == 0)
            {
                _retired = true;
                return;
            }
        }

        Spoil(new AttachProblem(AttachFault.Died, _link.Fault is { } fault ? $"the line to '{_command}' broke in the middle of a run: {fault}" : $"'{_command}' ended with exit code {code?.ToString() ?? "unknown"} in the middle of a run", _link.Stderr));
    }
}
