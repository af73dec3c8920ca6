using System.Collections.Concurrent;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>What the parts of one running load share: who runs, what ended, and how to stop it all.</summary>
internal sealed class Board(LoadProfile profile, Clock clock)
{
    private readonly List<StreamTimeline> _ended = [];
    private readonly Lock _sync = new();
    private const int Recent = 1000;
    private readonly Queue<double> _ttft = [];
    private readonly Dictionary<StreamClass, int> _errors = [];
    private int _started;
    private int _over;
    private int _complete;
    private int _failed;
    private long _tokens;
    private long _output;
    private double _cost;
    private long _lastStart;
    private int _room = StreamRecorder.LeastRoom;

    public LoadProfile Profile => profile;

    public Clock Clock => clock;

    /// <summary>The clock at the start of the run: every stamp counts from it.</summary>
    public TimeSpan Zero { get; set; }

    /// <summary>Told each stream that is over, the one before the load (number −1) not.</summary>
    public Action<StreamTimeline>? Heard { get; init; }

    /// <summary>The streams in flight; the monitor looks at their limits.</summary>
    public ConcurrentDictionary<int, StreamTask> Running { get; } = new();

    public int Started => Volatile.Read(ref _started);

    public int Complete => Volatile.Read(ref _complete);

    public int Failed => Volatile.Read(ref _failed);

    /// <summary>Token events of streams that ended.</summary>
    public long Tokens => Interlocked.Read(ref _tokens);

    public long TokensNow => Tokens + RunningTokens();

    public void Starts() => Volatile.Write(ref _lastStart, SinceZero.Ticks);

    public TimeSpan SinceZero => clock.Now - Zero;

    /// <summary>Conversations started and not yet ended, those that still wait for a thread among them. A stream that stands alone is one.</summary>
    public int InFlight => Started - Volatile.Read(ref _over);

    /// <summary>When the last stream started, since zero: the drain counts from it.</summary>
    public TimeSpan LastStart => new(Volatile.Read(ref _lastStart));

    /// <summary>Which guard rail ended the run; null = none did.</summary>
    public RunStop? Stop { get; set; }

    /// <summary>When the run was interrupted, since zero; null = it was not.</summary>
    public TimeSpan? Interrupted { get; set; }

    /// <summary>Tokens for which the next stream makes room: as many as the last one had that was complete, so that a load of equal answers copies none.</summary>
    public int Room => Volatile.Read(ref _room);

    /// <summary>Takes the next number, of a stream or of a conversation; false when the count is used up.</summary>
    public bool TryTake(out int number)
    {
        for (number = Started; !(number >= profile.Count); number = Started)
        {
            if (Interlocked.CompareExchange(ref _started, number + 1, number) == number)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Forgets the probe stream: from here on everything counts.</summary>
    public void Restart()
    {
        // Who shows the run looks at them meanwhile.
        lock (_sync)
        {
            _ended.Clear();
            _ttft.Clear();
            _errors.Clear();
        }

        (_started, _over, _complete, _failed, _tokens, _output, _cost) = (0, 0, 0, 0, 0, 0, 0);
        (Zero, _lastStart) = (clock.Now, 0);
    }

    public void StopAll(StopReason reason)
    {
        foreach (var (_, stream) in Running)
        {
            stream.Stop(reason);
        }
    }

    /// <summary>What the guard rails look at, the streams in flight among it.</summary>
    public GuardFacts Facts()
    {
        var running = RunningTokens();
        lock (_sync)
        {
            return new(Complete, Failed, _output + running, _cost + (profile.Price?.Of(0, running) ?? 0), SinceZero);
        }
    }

    /// <param name="stream">A stream that is over.</param>
    /// <param name="asked">Characters of its question.</param>
    public void Ended(StreamTimeline stream, int asked = 0)
    {
        Running.TryRemove(stream.Number, out _);
        lock (_sync)
        {
            _ended.Add(stream);
            if (stream.Status == 200)
            {
                var output = Spending.Output(stream);
                (_output, _cost) = (_output + output, _cost + (profile.Price?.Of(Spending.Input(stream, asked), output) ?? 0));
            }

            if (stream.Class is not (StreamClass.Complete or StreamClass.Interrupted))
            {
                _errors[stream.Class] = _errors.GetValueOrDefault(stream.Class) + 1;
            }

            _room = stream.Complete ? Math.Clamp(stream.Tokens.Count, StreamRecorder.LeastRoom, StreamRecorder.MostRoom) : _room;
            if (stream is { Complete: true, FirstToken: { } first })
            {
                _ttft.Enqueue((first - stream.Planned).TotalMilliseconds);
                if (_ttft.Count > Recent)
                {
                    _ttft.Dequeue();
                }
            }
        }

        if (stream.Number >= 0)
        {
            Heard?.Invoke(stream);
        }

        Interlocked.Add(ref _tokens, stream.Tokens.Count);
        if (stream.Class != StreamClass.Interrupted)
        {
            Interlocked.Increment(ref stream.Complete ? ref _complete : ref _failed);
        }
    }

    /// <summary>A conversation is over, or a stream that is one by itself.</summary>
    public void Over() => Interlocked.Increment(ref _over);

    /// <summary>Timelines so far, in order of number.</summary>
    public IReadOnlyList<StreamTimeline> Timelines()
    {
        lock (_sync)
        {
            return [.. _ended.OrderBy(s => s.Number)];
        }
    }

    /// <summary>A percentile of the TTFT of the last thousand complete streams, from planned start; null before any, and a p95 below its floor.</summary>
    public TimeSpan? Ttft(double percentile)
    {
        lock (_sync)
        {
            return _ttft.Count == 0 || (percentile > 50 && _ttft.Count < PercentileFloor.Of(percentile)) ? null
                : TimeSpan.FromMilliseconds(_ttft.Order().ElementAt((int)Math.Ceiling(_ttft.Count * percentile / 100) - 1));
        }
    }

    /// <summary>Streams that ended otherwise than complete, by class, the most frequent first.</summary>
    public IReadOnlyList<ClassCount> Errors()
    {
        lock (_sync)
        {
            return [.. _errors.OrderByDescending(e => e.Value).ThenBy(e => e.Key).Select(e => new ClassCount(e.Key, e.Value))];
        }
    }

    /// <summary>Not by way of Values, which is a copy of all of them: this is asked twenty times a second.</summary>
    private long RunningTokens()
    {
        var sum = 0L;
        foreach (var (_, stream) in Running)
        {
            sum += stream.Recorder.TokenCount;
        }

        return sum;
    }
}
