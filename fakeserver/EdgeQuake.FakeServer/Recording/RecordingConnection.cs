using System.Buffers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace EdgeQuake.FakeServer;

/// <summary>One client connection of the recorder: each request to the upstream, each read of the answer straight back, then into the file.</summary>
/// <remarks>
/// <c>client ─RequestReader→ ForwardedRequest ═ upstream ═ read ─TrySend→ client, then RecordedAnswer</c>. A client's connection has one of its own to the
/// upstream, so reuse, resets and ends are the client's to see. A client that does not read slows the upstream down, as it would without us.
/// </remarks>
internal sealed class RecordingConnection : IDisposable
{
    private readonly RecordingProxy proxy;
    private readonly SocketWire wire;
    private readonly Inbox inbox;
    private readonly int number;
    private readonly Waiter linger = new(Pacer.For(Clock.Real));
    private readonly CancellationTokenSource gone = new();
    private readonly byte[] buffer = new byte[64 * 1024];
    private Upstream? upstream;

    public RecordingConnection(RecordingProxy proxy, SocketWire wire, int number)
    {
        (this.proxy, this.wire, this.number) = (proxy, wire, number);
        inbox = new Inbox(wire, proxy.Options.Clock, Leave);
    }

    public async Task RunAsync()
    {
        var pump = inbox.PumpAsync();
        try
        {
            var reader = new RequestReader(inbox, RequestLimits.Default, () => wire.TrySend("HTTP/1.1 100 Continue\r\n\r\n"u8));
            while (await reader.ReadAsync() is RequestRead.Got got)
            {
                if (!await ExchangeAsync(got.Request))
                {
                    return;
                }
            }
        }
        finally
        {
            Dispose();
            await pump;
        }
    }

    public void Dispose()
    {
        inbox.EndsByUs();
        Leave();
        wire.Dispose();
        upstream?.Dispose();
    }

    private void Leave()
    {
        linger.Stop();
        gone.Cancel();
    }

    /// <summary>True when the client may ask again on this connection.</summary>
    private async Task<bool> ExchangeAsync(HttpRequest request)
    {
        var answer = new RecordedAnswer(proxy.Log, proxy.Options.Clock, number, request.At - proxy.Started, request.Facts);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(gone.Token);
        stop.CancelAfter(proxy.Options.Silence);
        var body = default(BodyEnd);
        try
        {
            upstream = upstream is { Usable: true } ? upstream : await ReconnectAsync(stop.Token);
            answer.Sending();
            await upstream.SendAsync(ForwardedRequest.Bytes(request, proxy.Options.Upstream), stop.Token);
            body = await ForwardAsync(request, answer, stop);
        }
        catch (Exception e) when (e is IOException or SocketException or AuthenticationException or OperationCanceledException or ObjectDisposedException)
        {
            body = Broken(e, connected: upstream is not null);
        }

        proxy.Ended(answer.Ended(body.How, body.Why));
        if (body is { How: RecordedEnding.Clean, Reusable: true } && request.KeepAlive)
        {
            return true;
        }

        await EndAsync(body);
        return false;
    }

    private async Task<Upstream> ReconnectAsync(CancellationToken cancellation)
    {
        upstream?.Dispose();
        upstream = null;
        return await Upstream.ConnectAsync(proxy.Options, cancellation);
    }

    /// <summary>Head, then body, until HTTP or the upstream ends it. Every read is passed on before anything is done with it.</summary>
    private async Task<BodyEnd> ForwardAsync(HttpRequest request, RecordedAnswer answer, CancellationTokenSource stop)
    {
        var head = new HeadWatch(request.Facts.Method);
        while (true)
        {
            stop.CancelAfter(proxy.Options.Silence);
            var n = await upstream!.ReadAsync(buffer, stop.Token);
            if (n == 0)
            {
                return head.AtEnd();
            }

            var (at, read) = (answer.Now, buffer.AsMemory(0, n));
            var sent = wire.TrySend(read.Span);
            if (sent < 0 || (sent < n && !await wire.SendRestAsync(read[sent..], stop.Token)))
            {
                return new BodyEnd(RecordedEnding.Client, null);
            }

            if (head.Take(read.Span, answer, at) is { } whole)
            {
                return whole;
            }
        }
    }

    private BodyEnd Broken(Exception e, bool connected)
    {
        if (gone.IsCancellationRequested)
        {
            return new BodyEnd(inbox.Closed is null ? RecordedEnding.Stopped : RecordedEnding.Client, null);
        }

        if (e is OperationCanceledException)
        {
            return new BodyEnd(RecordedEnding.Timeout, $"nothing for {proxy.Options.Silence.TotalSeconds:0.###} s");
        }

        var socket = e as SocketException ?? e.InnerException as SocketException;
        return (connected, socket?.SocketErrorCode) switch
        {
            (false, SocketError.ConnectionRefused) => new BodyEnd(RecordedEnding.Refused, e.Message),
            (false, _) => new BodyEnd(RecordedEnding.Unreachable, e.Message),
            (true, null) => new BodyEnd(RecordedEnding.Fin, e.Message),
            _ => new BodyEnd(RecordedEnding.Reset, null),
        };
    }

    /// <summary>The client gets the upstream's end: a FIN, or an RST after everything before it.</summary>
    private async Task EndAsync(BodyEnd body)
    {
        switch (body.How)
        {
            case RecordedEnding.Reset:
                var guard = Clock.Real.Now + TimeSpan.FromSeconds(5);
                while (wire.Drained == false && Clock.Real.Now < guard && await linger.Until(Clock.Real.Now + TimeSpan.FromMilliseconds(0.1)))
                {
                    continue;
                }

                inbox.EndsByUs();
                wire.Reset(dropUnread: false);
                return;
            case RecordedEnding.Refused or RecordedEnding.Unreachable:
                wire.TrySend(BadGateway(body.Why ?? Words.Of(body.How)));
                break;
        }

        wire.Fin(closeNotify: true);
        _ = await linger.Until(Clock.Real.Now + TimeSpan.FromSeconds(5));
    }

    private static byte[] BadGateway(string why)
    {
        var text = $"the recorder did not reach its upstream: {why}\n";
        return Encoding.UTF8.GetBytes(
            $"HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {Encoding.UTF8.GetByteCount(text)}\r\nConnection: close\r\n\r\n{text}");
    }
}
