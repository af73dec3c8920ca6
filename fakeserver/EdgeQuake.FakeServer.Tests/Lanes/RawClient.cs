using System.Net.Sockets;
using System.Text;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>A client that hides nothing: bytes as they come, and whether the end was FIN or RST. A read that hangs fails after 30 s.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 30_000 };

    public static RawClient Connect(Uri address)
    {
        var client = new RawClient();
        client.socket.Connect(address.Host, address.Port);
        return client;
    }

    public static string Get(string target = "/query/stream", string more = "") => $"GET {target} HTTP/1.1\r\nHost: x\r\n{more}\r\n";

    public RawClient Send(string text)
    {
        socket.Send(Encoding.UTF8.GetBytes(text));
        return this;
    }

    /// <summary>One read; 0 bytes = FIN.</summary>
    public string Read()
    {
        var buffer = new byte[65536];
        return Encoding.UTF8.GetString(buffer, 0, socket.Receive(buffer));
    }

    /// <summary>Reads until the text so far ends with <paramref name="end"/>.</summary>
    public string ReadTo(string end)
    {
        var text = "";
        while (!text.EndsWith(end, StringComparison.Ordinal))
        {
            var more = Read();
            text += more.Length > 0 ? more : throw new InvalidOperationException($"the stream ended after '{text}'");
        }

        return text;
    }

    /// <summary>Exactly so many bytes.</summary>
    public byte[] ReadBytes(int count)
    {
        var bytes = new byte[count];
        for (var at = 0; at < count;)
        {
            var n = socket.Receive(bytes, at, count - at, SocketFlags.None);
            at += n > 0 ? n : throw new InvalidOperationException($"the stream ended after {at} of {count} bytes");
        }

        return bytes;
    }

    /// <summary>Everything up to the end, and how it ended: <c>fin</c> or <c>reset</c>.</summary>
    public (byte[] Bytes, string End) ReadToEnd()
    {
        var all = new MemoryStream();
        var buffer = new byte[65536];
        try
        {
            for (int n; (n = socket.Receive(buffer)) > 0;)
            {
                all.Write(buffer, 0, n);
            }

            return (all.ToArray(), "fin");
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
        {
            return (all.ToArray(), "reset");
        }
    }

    public (string Text, string End) TextToEnd() => ReadToEnd() is var (bytes, end) ? (Encoding.UTF8.GetString(bytes), end) : default;

    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Dispose();
    }

    public void HalfClose() => socket.Shutdown(SocketShutdown.Send);

    public void Dispose() => socket.Dispose();
}
