using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EdgeQuake.Bench;

/// <summary>The floor of a server that sends each event by itself: a loop over frames that were made before. It reads requests no further than their blank line.</summary>
internal sealed class BareServer : ContenderServer
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly byte[] _head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"u8.ToArray();
    private readonly IReadOnlyList<byte[]> _chunks;

    private BareServer(ContenderScript script)
    {
        _chunks = [.. script.Writes().Select(Chunk), "0\r\n\r\n"u8.ToArray()];
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(1024);
    }

    public override Uri BaseAddress => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}/");

    public static BareServer Start(ContenderScript script)
    {
        var server = new BareServer(script);
        _ = Task.Run(server.AcceptAsync);
        return server;
    }

    public override void Go() => throw new NotSupportedException("the bare loop has no gate");

    public override Task<IReadOnlyList<IReadOnlyList<SentToken>>> SentAsync() => Task.FromResult<IReadOnlyList<IReadOnlyList<SentToken>>>([]);

    public override ValueTask DisposeAsync()
    {
        _listener.Dispose();
        return ValueTask.CompletedTask;
    }

    private static byte[] Chunk(byte[] body) => [.. Encoding.ASCII.GetBytes($"{body.Length:x}\r\n"), .. body, .. "\r\n"u8];

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptAsync();
                _ = Task.Run(() => ServeAsync(socket));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            _listener.Dispose(); // the end of the measurement
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var owned = socket;
        socket.NoDelay = true;
        var request = new byte[8192];
        try
        {
            while (await RequestAsync(socket, request))
            {
                await socket.SendAsync(_head);
                foreach (var chunk in _chunks)
                {
                    for (var sent = 0; sent < chunk.Length;)
                    {
                        sent += await socket.SendAsync(chunk.AsMemory(sent));
                    }
                }
            }
        }
        catch (SocketException)
        {
            return; // the client has left
        }
    }

    /// <summary>A request of our own client comes in one piece or ends with a blank line and no body.</summary>
    private static async Task<bool> RequestAsync(Socket socket, byte[] into)
    {
        for (var length = 0; length < into.Length;)
        {
            var read = await socket.ReceiveAsync(into.AsMemory(length));
            length += read;
            if (read == 0 || into.AsSpan(0, length).IndexOf("\r\n\r\n"u8) >= 0)
            {
                return read > 0;
            }
        }

        return false;
    }
}
