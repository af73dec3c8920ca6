using System.Net.Sockets;

namespace EdgeQuake.FakeServer;

/// <summary>No socket at all: SocketsHttpHandler over an in-memory connection that the socket lane's own connection code serves. Reads are exact.</summary>
internal sealed class MemoryLane(Stage stage) : Lane
{
    /// <summary>Names that no resolver is asked for; the second is another origin.</summary>
    internal const string Name = "memory.fake", OtherName = "other.fake";

    public override Uri BaseAddress { get; } = new(stage.Tls is null ? $"http://{Name}:80/" : $"https://{Name}:443/");

    public override HttpMessageHandler CreateHandler()
    {
        var handler = Handler(stage.Tls is not null);
        handler.ConnectCallback = (context, _) => new ValueTask<Stream>(Connect(context.DnsEndPoint.Host == OtherName ? Name : OtherName));
        return handler;
    }

    public override void Dispose()
    {
        // The stage ends the connections; there is no listener.
    }

    private MemoryStreamEnd Connect(string other)
    {
        if (stage.Script.Shut is not null)
        {
            throw new SocketException((int)SocketError.ConnectionRefused);
        }

        var up = new ExactPipe();
        var down = new ExactPipe();
        stage.Serve(new MemoryWire(up, down), (stage.Tls is null ? "http://" : "https://") + other);
        return new MemoryStreamEnd(down, up);
    }
}
