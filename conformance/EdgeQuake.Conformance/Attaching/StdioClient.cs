using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>A client behind a command that speaks one JSON object a line; started again when it dies, so that one crash costs one run.</summary>
/// <remarks><c>→ hello, run, cancel on stdin · ← facts, reports, ends on stdout · stderr kept · end of input = finish</c></remarks>
public sealed class StdioClient : AttachedClient
{
    /// <summary>How long an adapter may take to answer hello; a cold .NET or JVM start on a busy machine included.</summary>
    public static readonly TimeSpan HelloPatience = TimeSpan.FromSeconds(20);

    private const int StartsInVain = 3;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly List<AdapterSession> _sessions = [];
    private readonly List<AttachProblem> _problems = [];
    private readonly AdapterCommand _command;
    private readonly TimeSpan _patience;
    private readonly Clock _clock;
    private int _vain;

    private StdioClient(AdapterCommand command, TimeSpan patience, Clock clock, AdapterSession first) =>
        (_command, _patience, _clock, _sessions) = (command, patience, clock, [first]);

    public override ClientFacts Facts => _sessions[0].Facts;

    /// <summary>The mistakes of the adapter so far, for the report; final after disposal.</summary>
    public IReadOnlyList<AttachProblem> Problems
    {
        get
        {
            lock (_problems)
            {
                return [.. _sessions.Select(s => s.Problem).OfType<AttachProblem>(), .. _problems];
            }
        }
    }

    /// <summary>The last kilobytes of stderr, of the present adapter or the last one that said anything there.</summary>
    public override string Stderr
    {
        get
        {
            lock (_problems)
            {
                return _sessions.Select(s => s.Stderr).LastOrDefault(s => s.Length > 0) ?? "";
            }
        }
    }

    /// <summary>Starts the command and reads its hello.</summary>
    public static async Task<AttachResult> StartAsync(AdapterCommand command, TimeSpan? patience = null, Clock? clock = null, CancellationToken cancellation = default)
    {
        var (session, problem) = await AdapterSession.OpenAsync(command, clock ?? Clock.Real, patience ?? HelloPatience, cancellation);
        return new AttachResult(session is null ? null : new StdioClient(command, patience ?? HelloPatience, clock ?? Clock.Real, session), problem);
    }

    public override async Task<Transcript> RunAsync(RunRequest request, Action<TranscriptItem> report, CancellationToken cancellation)
    {
        var (session, problem) = await LivingAsync();
        return session is null
            ? new Transcript([], null, Errored: $"the adapter could not be started again: {problem}")
            : await session.RunAsync(request, report, cancellation);
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var session in _sessions)
        {
            if (await session.CloseAsync() is { } problem)
            {
                lock (_problems)
                {
                    _problems.Add(problem);
                }
            }
        }

        _turn.Dispose();
    }

    /// <summary>The session in use, or a new one in place of one that died, erred or holds a hung run.</summary>
    private async Task<(AdapterSession? Session, AttachProblem? Problem)> LivingAsync()
    {
        await _turn.WaitAsync();
        try
        {
            if (_sessions[^1].Usable)
            {
                return (_sessions[^1], null);
            }

            if (_vain >= StartsInVain)
            {
                return (null, _problems[^1]);
            }

            var (session, problem) = await AdapterSession.OpenAsync(_command, _clock, _patience, CancellationToken.None);
            lock (_problems)
            {
                if (session is null)
                {
                    _vain++;
                    _problems.Add(problem!);
                }
                else
                {
                    _vain = 0;
                    _sessions.Add(session);
                }
            }

            return (session, problem);
        }
        finally
        {
            _turn.Release();
        }
    }
}
