using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace EdgeQuake.FakeServer;

/// <summary>One connection of lane kestrel: its number, what it has sent, and its end.</summary>
internal sealed class H2Connection(int number, ConnectionContext context, Socket socket, Clock clock)
{
    private static readonly TimeSpan BarrierStep = TimeSpan.FromMicroseconds(50);

    public int Number { get; } = number;

    /// <summary>HTTP/2's frames, above TLS.</summary>
    public H2Meter Frames { get; } = new(frames: true, clock);

    /// <summary>What goes to the socket, below TLS.</summary>
    public H2Meter Wire { get; } = new(frames: false, clock);

    /// <summary>A request came on it.</summary>
    public bool Asked { get; set; }

    /// <summary>A script reset it, and every stream on it.</summary>
    public bool IsReset { get; private set; }

    public bool IsClosed => context.ConnectionClosed.IsCancellationRequested;

    /// <summary>Waits until the peer's kernel has acknowledged all that was framed so far. Null: the platform cannot tell, or the guard passed.</summary>
    public async ValueTask<bool?> DrainAsync(Waiter hangGuard, TimeSpan guard)
    {
        var (sent, until) = (Wire.Total, Clock.Real.Now + guard);
        while (OperatingSystem.IsLinux() && LinuxDrain.Acked(socket) is { } acked)
        {
            if (acked >= sent)
            {
                return true;
            }

            if (Clock.Real.Now >= until || !await hangGuard.Until(Clock.Real.Now + BarrierStep))
            {
                return false;
            }
        }

        return null;
    }

    /// <summary>RST: every stream ends with it.</summary>
    public void Reset()
    {
        IsReset = true;
        try
        {
            socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Gone already: closing below is all that is left.
        }

        socket.Dispose();
    }

    /// <summary>The handshake came to no request: an entry, since nobody else would tell.</summary>
    public void NotOpened(Stage stage)
    {
        const string Why = "the connection ended before a request: the handshake failed, or the client refused the certificate";
        var now = stage.Clock.Now;
        var draft = stage.Log.Begin(
            new JournalEntry { Request = stage.Log.NextRequest(), Connection = Number, Scenario = "", Exchange = -1, Attempt = 0, Facts = ScriptedRun.NoRequest, At = now, Notes = ["note TLS: " + Why] },
            Answers.Nothing);
        draft.Ended(new JournalEnd("handshake", "peer-closed", null, now, Why), new PeerClose("fin", now));
        stage.Log.Finish(draft);
    }
}
