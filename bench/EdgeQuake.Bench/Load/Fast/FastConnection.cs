using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Runtime.Versioning;

namespace EdgeQuake.Bench;

/// <summary>One connection of the fast path, and what it asks at the moment. Everything here runs on the loop's thread.</summary>
/// <remarks><c>new → connecting → asking → reading → idle → asking …; closed</c></remarks>
[SupportedOSPlatform("linux")]
internal sealed class FastConnection(FastClient client, IReadOnlyList<IPAddress> addresses) : IDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);
    private int _socket = -1;
    private FastCall? _call;
    private State _state;
    private TimeSpan _since;
    private TimeSpan _last;
    private int _slot;
    private int _tried;
    private int _sent;
    private bool _asked;
    private bool _kept;

    public int Socket => _socket;

    /// <summary>It waits for an answer, or to be asked: what comes can only be read.</summary>
    public bool Listens => _state is State.Reading or State.Idle;

    /// <summary>Not all of its request was taken yet.</summary>
    public bool Asks => _state == State.Asking;

    /// <summary>Reads what lies so many references away, and does nothing with it.</summary>
    public long Touch(int hop) => _call?.Touch(hop) ?? 0;

    private enum State : byte { New, Connecting, Asking, Reading, Idle, Closed }

    public void Begin(FastCall call)
    {
        if (_state == State.Closed)
        {
            // The server closed it while it waited to be asked again.
            call.Gone();
            return;
        }

        (_call, _sent, _asked) = (call, 0, false);
        Ready();
    }

    /// <summary>Gives the call up; one that is over already is let be.</summary>
    public void Stop(FastCall call)
    {
        if (_call == call)
        {
            End()?.Break(new OperationCanceledException());
        }
    }

    /// <summary>There is something to read, or room to write, or the end.</summary>
    public void Ready()
    {
        try
        {
            switch (_state)
            {
                case State.New:
                    Connect();
                    break;
                case State.Connecting:
                    Connected();
                    break;
                case State.Asking or State.Idle when _call is not null:
                    Ask();
                    break;
                default:
                    break;
            }
        }
        catch (Exception e)
        {
            // Whatever it is, it is how this stream ended; the loop has others to read.
            End()?.Break(e);
        }
    }

    /// <summary>It was read, and this is what came of it.</summary>
    /// <param name="now">All was read before it.</param>
    /// <param name="utc">The same instant on the wall clock, in nanoseconds since 1970.</param>
    /// <returns>True = <see cref="Crowd.IsNear"/>.</returns>
    public bool Took(in Received got, Span<byte> bytes, TimeSpan now, long utc)
    {
        try
        {
            return got.Error is not (SocketError.WouldBlock or SocketError.Interrupted) && _state != State.Closed && Take(got, bytes, now, utc);
        }
        catch (Exception e)
        {
            End()?.Break(e);
            return false;
        }
    }

    /// <summary>The server has its time to accept, and no more.</summary>
    public void Look(TimeSpan now)
    {
        if (_state == State.Connecting && now - _since >= ConnectTimeout)
        {
            End()?.Break(new HttpRequestException(HttpRequestError.ConnectionError, "A connection could not be established within 10 s."));
        }
    }

    public void Dispose()
    {
        if (_state != State.Closed && _socket >= 0)
        {
            client.Loop.Connecting -= _state == State.Connecting ? 1 : 0;
            client.Loop.Leave(_slot);
            _ = LinuxSocket.Close(_socket);
            _socket = -1;
        }

        _state = State.Closed;
    }

    private void Connect()
    {
        var address = addresses[_tried];
        _socket = LinuxSocket.Open(address.AddressFamily);
        var error = LinuxSocket.Connect(_socket, new IPEndPoint(address, client.Port));
        (_slot, _since) = (client.Loop.Enter(this), client.Loop.Clock.Now);
        _state = State.Connecting;
        client.Loop.Connecting++;
        if (error == SocketError.Success)
        {
            client.Loop.Poll.Watch(_socket, _slot, writable: true);
        }
        else
        {
            Elsewhere(error);
        }
    }

    private void Connected()
    {
        var error = LinuxSocket.Error(_socket);
        if (error != SocketError.Success)
        {
            Elsewhere(error);
            return;
        }

        client.Loop.Connecting--;
        _state = State.Asking;
        _call!.Recorder.Connected(client.Loop.Clock.Now, null);
        Ask();
    }

    /// <summary>The host's next address, as long as it has one.</summary>
    private void Elsewhere(SocketError error)
    {
        if (++_tried == addresses.Count)
        {
            var inner = new SocketException((int)error);
            throw new HttpRequestException(HttpRequestError.ConnectionError, inner.Message, inner);
        }

        Dispose();
        _state = State.New;
        Connect();
    }

    private void Ask()
    {
        var request = _call!.Request;
        while (_sent < request.Length)
        {
            var n = LinuxSocket.Send(_socket, request.AsSpan(_sent), out var error);
            if (error == SocketError.WouldBlock)
            {
                client.Loop.Poll.WatchAnew(_socket, _slot, writable: true);
                _state = State.Asking;
                return;
            }

            if (error != SocketError.Success)
            {
                Broken(error);
                return;
            }

            _sent += n;
        }

        if (_state == State.Asking)
        {
            client.Loop.Poll.WatchAnew(_socket, _slot, writable: false);
        }

        (_state, _asked, _last) = (State.Reading, true, client.Loop.Clock.Now);
    }

    private bool Take(in Received got, Span<byte> bytes, TimeSpan now, long utc)
    {
        if (_state == State.Idle)
        {
            Dispose(); // it ended, or brought what nobody asked for
        }
        else if (got.Error != SocketError.Success)
        {
            Broken(got.Error);
        }
        else if (bytes.IsEmpty)
        {
            Ended();
        }
        else
        {
            return Read(bytes, Arrival.Of(now, utc, got.Arrived, _last));
        }

        return false;
    }

    private bool Read(Span<byte> bytes, TimeSpan at)
    {
        var (call, recorder) = (_call!, _call!.Recorder);
        var (first, gap, events) = (!call.Heard, at - _last, recorder.EventCount);
        _last = at;
        var over = call.Read(bytes, at);
        var near = Crowd.IsNear(first, over is not null || recorder.Over, gap, recorder.EventCount - events);
        if (over is { } after)
        {
            Over(after);
        }

        return near;
    }

    private void Ended()
    {
        if (_kept && !_call!.Heard)
        {
            End()?.Gone();
            return;
        }

        _call!.Eof();
        End()?.Complete(client.Loop.Clock.Now);
    }

    private void Broken(SocketError error)
    {
        if (_kept && !_call!.Heard)
        {
            End()?.Gone();
        }
        else
        {
            throw new SocketException((int)error);
        }
    }

    private void Over(AfterAnswer after)
    {
        if (after == AfterAnswer.Close || !_asked)
        {
            End()?.Complete(_last);
            return;
        }

        var call = _call!;
        (_call, _state, _kept) = (null, State.Idle, true);
        client.Idle(this);
        call.Complete(_last);
    }

    private FastCall? End()
    {
        var call = _call;
        _call = null;
        Dispose();
        return call;
    }
}

/// <summary>An answer was read to its end: what its connection is still good for.</summary>
internal enum AfterAnswer { Keep, Close }
