using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>What reading costs and nothing more: one thread that polls, receives and counts blank lines. No client that reads each event when it comes can cost less.</summary>
[SupportedOSPlatform("linux")]
internal sealed class BareClient : IDisposable
{
    private readonly ClientAsk _ask;
    private readonly Clock _clock;
    private readonly LinuxPoll _poll = new();
    private readonly LinuxReceive _receive = new(64 * 1024);
    private readonly Answer?[] _answers;
    private int _over;

    private BareClient(ClientAsk ask, Clock clock) => (_ask, _clock, _answers) = (ask, clock, new Answer?[ask.Streams]);

    public static Task<IReadOnlyList<ClientStream>> PlayAsync(ClientAsk ask, CancellationToken cancellation) => Task.Factory.StartNew(
        () =>
        {
            using var client = new BareClient(ask, Clock.Real);
            return client.Play(cancellation);
        },
        cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    public void Dispose()
    {
        foreach (var answer in _answers)
        {
            answer?.Close();
        }

        _poll.Dispose();
    }

    private IReadOnlyList<ClientStream> Play(CancellationToken cancellation)
    {
        LinuxPriority.Raise();
        using var stop = cancellation.Register(_poll.Wake);
        var (first, begun) = (_clock.Now, 0);
        while (_over < _ask.Streams && !cancellation.IsCancellationRequested)
        {
            for (; begun < _ask.Streams && _clock.Now >= first + TimeSpan.FromSeconds((double)begun / ClientAsk.Starts); begun++)
            {
                Begin(begun);
            }

            var ready = _poll.Wait(begun < _ask.Streams ? 1 : -1);
            for (var i = 0; i < ready; i++)
            {
                if (_poll[i] is var number and not LinuxPoll.Woken)
                {
                    Ready(number, _answers[number]!);
                }
            }
        }

        return [.. _answers.Select((a, i) => a?.Stream(i) ?? new(i, false, []))];
    }

    private void Begin(int number)
    {
        var address = IPAddress.Parse(_ask.Url.Host);
        var answer = _answers[number] = new(LinuxSocket.Open(address.AddressFamily), _ask.Tokens);
        _ = LinuxSocket.Connect(answer.Socket, new IPEndPoint(address, _ask.Url.Port));
        _poll.Watch(answer.Socket, number, writable: true);
    }

    private void Ready(int number, Answer answer)
    {
        if (!answer.Asked)
        {
            var request = string.Create(CultureInfo.InvariantCulture, $"GET /query/stream?query=x HTTP/1.1\r\nHost: {_ask.Url.Authority}\r\n{SelfTestServer.StreamHeader}: {number}\r\n\r\n");
            _ = LinuxSocket.Send(answer.Socket, Encoding.ASCII.GetBytes(request), out _);
            answer.Asked = true;
            _poll.WatchAnew(answer.Socket, number, writable: false);
            return;
        }

        var n = _receive.Read(answer.Socket, 0, _receive.Buffer.Length, out _, out var error);
        if (error is not (SocketError.WouldBlock or SocketError.Interrupted) && answer.Took(n > 0 ? _receive.Buffer.AsSpan(0, n) : [], _clock.Now.Ticks))
        {
            answer.Close();
            _over++;
        }
    }

    private sealed class Answer(int socket, int tokens)
    {
        private readonly List<long> _at = new(tokens + 1);
        private bool _whole;
        private bool _closed;

        public int Socket => socket;

        public bool Asked { get; set; }

        /// <returns>True = it is over.</returns>
        public bool Took(ReadOnlySpan<byte> bytes, long at)
        {
            for (var rest = bytes; rest.IndexOf("\n\n"u8) is var i and >= 0; rest = rest[(i + 2)..])
            {
                _at.Add(at);
            }

            _whole = bytes.EndsWith("0\r\n\r\n"u8);
            return _whole || bytes.IsEmpty;
        }

        public void Close()
        {
            if (!_closed)
            {
                _closed = true;
                _ = LinuxSocket.Close(socket);
            }
        }

        /// <summary>The last event is the end.</summary>
        public ClientStream Stream(int number) => new(number, _whole, [.. _at.SkipLast(1)]);
    }
}
