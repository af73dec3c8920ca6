using System.Net;
using System.Net.Security;
using System.Security.Authentication;

namespace EdgeQuake.FakeServer;

/// <summary>TLS over another wire: what is scripted is encrypted at once, and the ciphertext takes the same non-blocking send as plain bytes do.</summary>
/// <remarks>
/// <c>TrySend(plain) ─SslStream→ CipherStream (collects, never waits) ─TrySend→ wire below</c>.
/// Until <see cref="OpenAsync"/> has shaken hands, bytes pass as they are: that is how a port fails a handshake.
/// </remarks>
internal sealed class TlsWire : Wire
{
    private readonly Wire below;
    private readonly TlsServer server;
    private readonly CipherStream cipher;
    private SslStream? tls;

    public TlsWire(Wire below, TlsServer server)
    {
        (this.below, this.server) = (below, server);
        cipher = new CipherStream(below);
    }

    public override IPAddress Peer => below.Peer;

    /// <summary>Records that wait for the kernel are not with the peer either.</summary>
    public override bool? Drained => cipher.IsEmpty ? below.Drained : false;

    /// <summary>Of records: those that wait are what is owed.</summary>
    public override long Carried(int rest) => below.Carried(cipher.Waiting);

    public override long? Acked => below.Acked;

    public override string? Trouble { get; protected set; }

    public override async ValueTask<bool> OpenAsync()
    {
        var stream = new SslStream(cipher, leaveInnerStreamOpen: true);
        try
        {
            await stream.AuthenticateAsServerAsync(server.Options, CancellationToken.None);
            cipher.Collect();
            tls = stream;
            return true;
        }
        catch (Exception e) when (IsTls(e))
        {
            Trouble = Innermost(e);
            await stream.DisposeAsync();
            return false;
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer)
    {
        if (tls is not { } open)
        {
            return await below.ReadAsync(buffer);
        }

        try
        {
            return await open.ReadAsync(buffer);
        }
        catch (Exception e) when (IsTls(e))
        {
            Trouble = Innermost(e);
            throw e is IOException ? e : new IOException(Trouble, e);
        }
    }

    /// <summary>Takes all or, when the kernel did not, says 0 and keeps the records: <see cref="SendRestAsync"/> sends those.</summary>
    public override int TrySend(ReadOnlySpan<byte> bytes)
    {
        if (tls is not { } open)
        {
            return below.TrySend(bytes);
        }

        try
        {
            open.Write(bytes);
        }
        catch (Exception e) when (IsTls(e))
        {
            return -1;
        }

        return cipher.TryFlush() is var gone && gone < 0 ? -1 : cipher.IsEmpty ? bytes.Length : 0;
    }

    public override ValueTask<bool> SendRestAsync(ReadOnlyMemory<byte> rest, CancellationToken cancellation) =>
        tls is null ? below.SendRestAsync(rest, cancellation) : cipher.FlushRestAsync(cancellation);

    public override void Fin(bool closeNotify)
    {
        if (tls is { } open && closeNotify)
        {
            try
            {
                // Ends in the collecting stream, so it has completed when it returns.
                _ = open.ShutdownAsync();
                cipher.TryFlush();
            }
            catch (Exception e) when (IsTls(e))
            {
                // The peer went first: there is no stream left to end.
            }
        }

        if (cipher.IsEmpty)
        {
            below.Fin(closeNotify);
            return;
        }

        _ = FinAfterRestAsync(closeNotify);
    }

    public override void Reset(bool dropUnread) => below.Reset(dropUnread);

    public override void Dispose()
    {
        below.Dispose();
        tls?.Dispose();
    }

    private async Task FinAfterRestAsync(bool closeNotify)
    {
        if (await cipher.FlushRestAsync(CancellationToken.None))
        {
            below.Fin(closeNotify);
        }
    }

    private static bool IsTls(Exception e) =>
        e is AuthenticationException or IOException or System.Net.Sockets.SocketException or ObjectDisposedException or System.ComponentModel.Win32Exception;

    private static string Innermost(Exception e)
    {
        while (e.InnerException is { } inner)
        {
            e = inner;
        }

        return e.Message.ReplaceLineEndings(" ").TrimEnd();
    }
}
