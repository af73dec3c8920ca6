using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>Reads one answer on each of many connections with one thread that looks once a millisecond: as if the reader were another machine.</summary>
/// <remarks>When a token is read is not what is measured here; a reader that wakes for each of 50 000 tokens a second would take the core that the server needs.</remarks>
[SupportedOSPlatform("linux")]
internal sealed class LazyReader(ReadCount count, Clock clock, int streams) : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(1);

    private readonly LinuxPoll _poll = new();
    private readonly Socket?[] _sockets = new Socket?[streams];
    private readonly AnswerCount[] _answers = new AnswerCount[streams];
    private readonly byte[] _into = new byte[65_536];
    private int _left = streams;

    /// <summary>Connects the stream of that number, asks, and watches; a stream that cannot is a failed one.</summary>
    public Action<int> Begin(int port, byte[] request) => number =>
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _sockets[number] = socket;
        try
        {
            socket.Connect(new IPEndPoint(IPAddress.Loopback, port));
            socket.Send(request);
            socket.Blocking = false;
            _poll.Watch(socket, number);
        }
        catch (SocketException)
        {
            End(number, whole: false);
        }
    };

    /// <summary>Reads until all have ended; what is left when cancelled is given up.</summary>
    /// <param name="cancellation">A <see cref="CancellationToken"/>, as a thread's state.</param>
    public void Run(object? cancellation)
    {
        while (Volatile.Read(ref _left) > 0 && !((CancellationToken)cancellation!).IsCancellationRequested)
        {
            var ready = _poll.Wait(50);
            for (var i = 0; i < ready; i++)
            {
                Read(_poll[i]);
            }

            clock.SleepUntil(clock.Now + Look);
        }

        Dispose();
    }

    public void Dispose()
    {
        foreach (var socket in _sockets)
        {
            socket?.Dispose();
        }

        _poll.Dispose();
    }

    private void Read(int number)
    {
        var read = _sockets[number]!.Receive(_into, SocketFlags.None, out var error);
        if (error == SocketError.WouldBlock)
        {
            return;
        }

        if (read == 0)
        {
            End(number, whole: false);
            return;
        }

        count.Read(_answers[number].Add(_into.AsSpan(0, read)));
        if (_answers[number].Ended)
        {
            End(number, count.IsWhole(_answers[number].Events));
        }
    }

    private void End(int number, bool whole)
    {
        _sockets[number]!.Dispose();
        count.Ended(whole);
        Interlocked.Decrement(ref _left);
    }
}
