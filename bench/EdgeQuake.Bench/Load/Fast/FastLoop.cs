using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Runtime.Versioning;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>The one thread that reads all connections of the fast path: it waits for whichever are readable, receives what they have, then parses it.</summary>
/// <remarks>
/// No hop through the thread pool, one buffer for all, and no lock: what others want of a connection they post, and it is done here. First all is received and then all
/// is parsed, because the kernel's code and ours drive each other out of the processor's caches: in turns, each event pays for both.
/// </remarks>
[SupportedOSPlatform("linux")]
internal sealed class FastLoop : IDisposable
{
    // Of one read, at most; as many again are kept free for the next.
    private const int Room = 64 * 1024;
    private const int Second = 1000, Batch = 64;
    private readonly LinuxReceive _receive = new(2 * Room);
    private readonly LinuxPoll _poll = new();
    private readonly ConcurrentQueue<(FastConnection Connection, FastCall Call, bool Stop)> _posts = new();
    private readonly Stack<int> _free = [];
    private readonly List<int> _left = [];
    private readonly Thread _thread;
    private readonly Received[] _batch = new Received[Batch];
    private Crowd _crowd;
    private int _batched;
    private int _at;
    private long _touched; // read by nobody: else the compiler would leave out what is read for it
    private FastConnection?[] _slots = new FastConnection?[64];
    private TimeSpan _looked;
    private int _woken;
    private volatile bool _ending;

    public FastLoop(Clock clock)
    {
        Clock = clock;
        Free(0);
        _thread = new Thread(Run) { IsBackground = true, Name = "edgequake reader" };
        _thread.Start();
    }

    public Clock Clock { get; }

    public LinuxPoll Poll => _poll;

    /// <summary>Connections that are being opened: somebody must look at how long that takes.</summary>
    public int Connecting { get; set; }

    /// <summary>From any thread.</summary>
    /// <param name="stop">Gives the call up, if it still runs; else begins it.</param>
    public void Post(FastConnection connection, FastCall call, bool stop)
    {
        _posts.Enqueue((connection, call, stop));
        if (Interlocked.Exchange(ref _woken, 1) == 0)
        {
            _poll.Wake();
        }
    }

    /// <summary>The number under which the poll will speak of it.</summary>
    public int Enter(FastConnection connection)
    {
        if (_free.Count == 0)
        {
            var old = _slots.Length;
            Array.Resize(ref _slots, 2 * old);
            Free(old);
        }

        var slot = _free.Pop();
        _slots[slot] = connection;
        return slot;
    }

    /// <summary>Its number may still stand among those that are ready now: it is given anew after them.</summary>
    public void Leave(int slot)
    {
        _slots[slot] = null;
        _left.Add(slot);
    }

    public void Dispose()
    {
        _ending = true;
        _poll.Wake();
        _thread.Join();
        _poll.Dispose();
    }

    private void Free(int from)
    {
        for (var slot = _slots.Length - 1; slot >= from; slot--)
        {
            _free.Push(slot);
        }
    }

    private void Run()
    {
        // Who reads late holds up what comes behind it, and on a machine shared with the server an ordinary thread waits for tens of milliseconds.
        LinuxPriority.Raise();
        while (!_ending)
        {
            var ready = _poll.Wait(Connecting > 0 ? Second : -1);
            for (var i = 0; i < ready; i++)
            {
                _touched += _poll[i] != LinuxPoll.Woken && _slots[_poll[i]] is { Listens: true } ? 1 : 0; // as Prefetch does
            }

            for (var i = 0; i < ready; i++)
            {
                Ready(_poll[i]);
            }

            Parse();
            GiveAnew();
            Overdue();
            var pause = _crowd.Pause(ready, Clock.Now);
            if (pause > 0 && Connecting == 0)
            {
                _poll.Gather(pause);
            }
        }

        foreach (var connection in _slots)
        {
            connection?.Dispose();
        }
    }

    private void Ready(int slot)
    {
        if (slot != LinuxPoll.Woken)
        {
            Ready(_slots[slot]);
            return;
        }

        Parse(); // what is posted about a connection is done after what it had to read
        _poll.Heard();
        Volatile.Write(ref _woken, 0);
        while (_posts.TryDequeue(out var post))
        {
            if (post.Stop)
            {
                post.Connection.Stop(post.Call);
            }
            else
            {
                post.Connection.Begin(post.Call);
            }
        }
    }

    private void Ready(FastConnection? connection)
    {
        if (connection is { Listens: false })
        {
            connection.Ready();
            if (!connection.Asks)
            {
                return;
            }
        }

        // Also of one that still asks: who refuses may answer before it has heard all.
        if (connection is not null)
        {
            Receive(connection);
        }
    }

    /// <summary>What it has is parsed with what the others have.</summary>
    private void Receive(FastConnection connection)
    {
        var n = _receive.Read(connection.Socket, _at, Room, out var arrived, out var error);
        _batch[_batched++] = new(connection, _at, n, arrived, error);
        _at += Math.Max(n, 0);
        if (_batched == Batch || _at > Room)
        {
            Parse();
        }
    }

    private void Parse()
    {
        if (_batched == 0)
        {
            return;
        }

        var (now, utc) = (Clock.Now, (Clock.UtcNow - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick);
        var batch = _batch.AsSpan(0, _batched);
        Prefetch(batch);
        foreach (ref readonly var got in batch)
        {
            if (got.Connection.Took(in got, _receive.Buffer.AsSpan(got.At, Math.Max(got.Length, 0)), now, utc))
            {
                _crowd.CameNear();
            }
        }

        batch.Clear();
        (_batched, _at) = (0, 0);
    }

    /// <summary>What a stream holds was driven out of the processor's caches since its last event. Asked for one after the other, each line is waited for; like this, those of all streams come together.</summary>
    private void Prefetch(ReadOnlySpan<Received> batch)
    {
        for (var hop = 0; hop < FastCall.Hops; hop++)
        {
            foreach (ref readonly var got in batch)
            {
                _touched += got.Connection.Touch(hop);
            }
        }
    }

    private void GiveAnew()
    {
        foreach (var slot in _left)
        {
            _free.Push(slot);
        }

        _left.Clear();
    }

    private void Overdue()
    {
        if (Connecting > 0 && Clock.Now - _looked >= TimeSpan.FromMilliseconds(Second))
        {
            _looked = Clock.Now;
            foreach (var connection in _slots)
            {
                connection?.Look(_looked);
            }
        }
    }
}

/// <summary>What one read brought; it lies in the loop's buffer until it is parsed.</summary>
/// <param name="At">Where it begins there.</param>
[SupportedOSPlatform("linux")]
internal readonly record struct Received(FastConnection Connection, int At, int Length, long Arrived, SocketError Error);
