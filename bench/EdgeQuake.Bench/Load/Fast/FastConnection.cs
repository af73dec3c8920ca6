using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Runtime.Versioning;

namespace EdgeQuake.Bench;

/// <summary>One connection of the fast path, and what it asks at the moment. Everything here runs on the loop's thread.</summary>
/// <remarks><c>new → connecting → asking → reading → idle → asking …; closed</c></remarks>
[SupportedOSPlatform("linux")]
internal sealed class FastConnection(FastLoop loop, IReadOnlyList<IPAddress> addresses, int port, Action<FastConnection> idle) : IDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);
    private Socket? _socket;
    private FastCall? _call;
    private State _state;
    private TimeSpan _since;
    private int _slot;
    private int _tried;
    private int _sent;
    private bool _kept;

    private enum State : byte { New, Connecting, Asking, Reading, Idle, Closed }

    public void Begin(FastCall call)
    {
        if (_state == State.Closed)
        {
            // The server closed it while it waited to be asked again.
            call.Gone();
            return;
        }

        (_call, _sent) = (call, 0);
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
                    if (_state == State.Asking)
                    {
                        Read(); // who refuses may answer before it has heard all
                    }

                    break;
                default:
                    Read();
                    break;
            }
        }
        catch (Exception e)
        {
            // Whatever it is, it is how this stream ended; the loop has others to read.
            End()?.Break(e);
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
        if (_state != State.Closed && _socket is { } socket)
        {
            loop.Connecting -= _state == State.Connecting ? 1 : 0;
            loop.Leave(_slot);
            socket.Dispose();
        }

        _state = State.Closed;
    }

    private void Connect()
    {
        var address = addresses[_tried];
        _socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, Blocking = false };
        var error = LinuxPoll.Connect(_socket, new IPEndPoint(address, port));
        (_slot, _since) = (loop.Enter(this), loop.Clock.Now);
        _state = State.Connecting;
        loop.Connecting++;
        if (error == SocketError.Success)
        {
            loop.Poll.Watch(_socket, _slot, writable: true);
        }
        else
        {
            Elsewhere(error);
        }
    }

    private void Connected()
    {
        var error = (SocketError)(int)_socket!.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)!;
        if (error != SocketError.Success)
        {
            Elsewhere(error);
            return;
        }

        loop.Connecting--;
        _state = State.Asking;
        _call!.Recorder.Connected(loop.Clock.Now, null);
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
            var n = _socket!.Send(request.AsSpan(_sent), SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock)
            {
                loop.Poll.WatchAnew(_socket, _slot, writable: true);
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
            loop.Poll.WatchAnew(_socket!, _slot, writable: false);
        }

        _state = State.Reading;
    }

    private void Read()
    {
        var n = _socket!.Receive(loop.Buffer.AsSpan(), SocketFlags.None, out var error);
        if (error == SocketError.WouldBlock)
        {
            return;
        }

        if (_state == State.Idle)
        {
            Dispose(); // it ended, or brought what nobody asked for
        }
        else if (error != SocketError.Success)
        {
            Broken(error);
        }
        else if (n == 0)
        {
            Ended();
        }
        else if (_call!.Read(loop.Buffer.AsSpan(0, n), loop.Clock.Now) is { } over)
        {
            Over(over);
        }
    }

    private void Ended()
    {
        if (_kept && !_call!.Heard)
        {
            End()?.Gone();
            return;
        }

        _call!.Eof();
        End()?.Complete(loop.Clock.Now);
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
        if (after == AfterAnswer.Close || _sent < _call!.Request.Length)
        {
            End()?.Complete(loop.Clock.Now);
            return;
        }

        var call = _call!;
        (_call, _state, _kept) = (null, State.Idle, true);
        idle(this);
        call.Complete(loop.Clock.Now);
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
