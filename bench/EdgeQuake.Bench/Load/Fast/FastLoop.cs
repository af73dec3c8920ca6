using System.Collections.Concurrent;
using System.Runtime.Versioning;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>The one thread that reads all connections of the fast path: it waits for whichever is readable, reads it, and parses what came before it looks at the next.</summary>
/// <remarks>No hop through the thread pool, one buffer for all, and no lock: what others want of a connection they post, and it is done here.</remarks>
[SupportedOSPlatform("linux")]
internal sealed class FastLoop : IDisposable
{
    private const int Second = 1000;
    private readonly LinuxPoll _poll = new();
    private readonly ConcurrentQueue<(FastConnection Connection, FastCall Call, bool Stop)> _posts = new();
    private readonly Stack<int> _free = [];
    private readonly List<int> _left = [];
    private readonly Thread _thread;
    private Crowd _crowd;
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

    /// <summary>What the read connection brought lies here until the next one is read.</summary>
    public LinuxReceive Receive { get; } = new(64 * 1024);

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
                Ready(_poll[i]);
            }

            GiveAnew();
            Overdue();
            if (_crowd.Seen(ready, Clock.Now))
            {
                _poll.Gather(Crowd.Pause);
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
            _slots[slot]?.Ready();
            return;
        }

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
