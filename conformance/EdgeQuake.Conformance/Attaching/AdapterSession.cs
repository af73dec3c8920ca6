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
    private readonly AdapterCommand _command;
    private readonly Clock _clock;
    private AdapterProcess _process = null!;
    private AttachProblem? _problem;
    private bool _retired;

    private AdapterSession(AdapterCommand command, Clock clock) => (_command, _clock) = (command, clock);

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
    internal string Stderr => _process.Stderr;

    /// <summary>Starts the command and asks for its hello.</summary>
    internal static async Task<(AdapterSession? Session, AttachProblem? Problem)> OpenAsync(AdapterCommand command, Clock clock, TimeSpan patience, CancellationToken cancellation)
    {
        var session = new AdapterSession(command, clock);
        var (process, wrong) = AdapterProcess.Start(command, session.Hear);
        if (process is null)
        {
            return (null, new AttachProblem(AttachFault.NotStarted, wrong!));
        }

        session._process = process;
        _ = session.WatchAsync();
        process.Say(RunMessage.Hello());
        var problem = await session.GreetAsync(patience, cancellation);
        if (problem is null)
        {
            return (session, null);
        }

        process.Kill();
        await process.DisposeAsync();
        return (null, problem with { Stderr = process.Stderr });
    }

    /// <summary>Performs one run; the token is the hang guard.</summary>
    internal async Task<Transcript> RunAsync(RunRequest request, Action<TranscriptItem> report, CancellationToken cancellation)
    {
        var run = new AdapterRun(request, report, CancelsFor(request) ? () => _process.Say(RunMessage.Cancel(request.Seq)) : null);
        lock (_gate)
        {
            if (_problem is { } problem)
            {
                return run.Broken(problem.ToString());
            }

            _runs.Add(request.Seq, run);
        }

        _process.Say(RunMessage.Run(request));
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
        var left = await _process.FinishAsync();
        await _process.DisposeAsync();
        return expected && !left ? new AttachProblem(AttachFault.Lingers, $"'{_command}' did not leave within 5 s of the end of its input: it was killed", _process.Stderr)
            : null;
    }

    private bool CancelsFor(RunRequest request) =>
        request.Cancel?.At == CancelMoment.Token && Facts.Capabilities.Contains("cancel-async") && !Facts.Capabilities.Contains("cancel");

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
            return new AttachProblem(AttachFault.NoHello, $"'{_command}' did not answer hello within {patience.TotalSeconds:0.#} s; expected one line {{\"name\":…,\"apis\":[…],…}} on stdout, flushed");
        }
    }

    /// <summary>One line of stdout.</summary>
    private void Hear(ReadOnlySequence<byte> line)
    {
        var at = _clock.Now;
        if (!_hello.Task.IsCompleted)
        {
            _hello.TrySetResult(HelloReader.Read(line, _command));
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
                Spoil(new AttachProblem(wrong.Fault, $"'{_command}': {wrong.What}", _process.Stderr));
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

        Spoil(new AttachProblem(AttachFault.UnknownSeq, $"'{_command}' answers seq {seq}, which is not in flight; expected the seq of a run that has not ended", _process.Stderr));
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
            _retired = true;
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

        _process.Kill();
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

        _process.Kill();
    }

    private async Task WatchAsync()
    {
        var code = await _process.Exit;
        _hello.TrySetResult((null, $"'{_command}' ended with exit code {code?.ToString() ?? "unknown"} before it answered hello"));
        lock (_gate)
        {
            if (_runs.Count == 0)
            {
                _retired = true;
                return;
            }
        }

        Spoil(new AttachProblem(AttachFault.Died, _process.Fault is { } fault ? $"the line to '{_command}' broke in the middle of a run: {fault}" : $"'{_command}' ended with exit code {code?.ToString() ?? "unknown"} in the middle of a run", _process.Stderr));
    }
}
