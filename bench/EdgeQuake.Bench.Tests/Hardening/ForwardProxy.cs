using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EdgeQuake.Bench.Tests;

/// <summary>A proxy as machines have one: every request goes to one server, whatever host it is for; CONNECT makes a tunnel to it.</summary>
internal sealed class ForwardProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Uri _to;

    public ForwardProxy(Uri to)
    {
        _to = to;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The request lines and the header lines of each request that came first on its connection.</summary>
    public ConcurrentQueue<string> Heads { get; } = new();

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = PassAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            return;
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using var from = client;
        using var server = new TcpClient();
        try
        {
            var near = from.GetStream();
            var head = await HeadAsync(near);
            Heads.Enqueue(head);
            await server.ConnectAsync(_to.Host, _to.Port);
            var far = server.GetStream();
            if (head.StartsWith("CONNECT ", StringComparison.Ordinal))
            {
                await near.WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray());
            }
            else
            {
                // The whole address stands in the line (RFC 9112, 3.2.2): the server gets the path alone.
                var words = head.Split(' ', 3);
                await far.WriteAsync(Encoding.ASCII.GetBytes($"{words[0]} {new Uri(words[1]).PathAndQuery} {words[2].Replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n", StringComparison.Ordinal)}"));
            }

            await Task.WhenAny(near.CopyToAsync(far), far.CopyToAsync(near));
        }
        catch (Exception gone) when (gone is IOException or SocketException or ObjectDisposedException)
        {
            return;
        }
    }

    private static async Task<string> HeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one) > 0)
        {
            head.Append((char)one[0]);
        }

        return head.ToString();
    }
}
