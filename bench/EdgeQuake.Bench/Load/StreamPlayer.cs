using System.Net.Http;

namespace EdgeQuake.Bench;

/// <summary>Streams one by one, for who brings the load: request, reader, judge and limits of a load run, without its arrivals. Any number may be played at once.</summary>
/// <remarks><c>another tool's loop → PlayAsync → StreamTimeline (its class is the verdict) → StreamMetrics</c></remarks>
public sealed class StreamPlayer : IDisposable
{
    private readonly Board _board;
    private readonly HttpMessageInvoker _http;
    private readonly FastLoop? _fast;
    private readonly LoadMonitor _monitor;
    private readonly StreamClient _client;
    private int _number = -1;

    /// <param name="profile">Whom to ask, in which protocol, with which questions, headers and limits; how often is not its business here.</param>
    public StreamPlayer(LoadProfile profile)
    {
        var options = LoadOptions.Default;
        _board = new Board(profile, options.Clock) { Zero = options.Clock.Now };
        _http = new HttpMessageInvoker(LoadHandler.Create(options.Clock, profile));
        _fast = FastPath.WhyNot(profile, options) is null && OperatingSystem.IsLinux() ? new FastLoop(options.Clock) : null;
        _monitor = new LoadMonitor(_board, null);
        _client = new StreamClient(_board, new RequestMaker(profile), _http, options, _fast);
        Via = ClientPath.Of(profile, _fast is not null);
    }

    /// <summary>Which client reads.</summary>
    public string Via { get; }

    /// <summary>Plays the next stream, planned now. Never throws for what the server does: that is the stream's class.</summary>
    /// <param name="cancellation">Gives it up: <see cref="StreamClass.Interrupted"/>, unless it was over.</param>
    public async Task<StreamTimeline> PlayAsync(CancellationToken cancellation = default)
    {
        var number = Interlocked.Increment(ref _number);
        var playing = _client.PlayAsync(number, _board.SinceZero);

        // It runs by now, so that no stop is lost.
        using var stop = cancellation.Register(() => Stop(number));
        return await playing;
    }

    public void Dispose()
    {
        _board.StopAll(StopReason.Interrupted);
        _monitor.Dispose();
        if (OperatingSystem.IsLinux())
        {
            _fast?.Dispose();
        }

        _http.Dispose();
    }

    private void Stop(int number)
    {
        if (_board.Running.TryGetValue(number, out var stream))
        {
            stream.Stop(StopReason.Interrupted);
        }
    }
}
