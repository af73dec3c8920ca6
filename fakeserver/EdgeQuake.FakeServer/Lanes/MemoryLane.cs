using System.Net.Sockets;

namespace EdgeQuake.FakeServer;

/// <summary>No socket at all: SocketsHttpHandler over an in-memory connection that the socket lane's own connection code serves. Reads are exact.</summary>
internal sealed class MemoryLane(Stage stage) : Lane
{
    private const string Name = "memory.fake", OtherName = "other.fake";

    /// <summary>A name that no resolver is asked for.</summary>
    public override Uri BaseAddress { get; } = new($"http://{Name}:80/");

    public override HttpMessageHandler CreateHandler() => new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        ConnectCallback = (context, _) => new ValueTask<Stream>(Connect(context.DnsEndPoint.Host == OtherName ? Name : OtherName)),
    };

    public override void Dispose()
    {
        // The stage ends the connections; there is no listener.
    }

    private MemoryStreamEnd Connect(string other)
    {
        if (stage.Script.Refuses)
        {
            throw new SocketException((int)SocketError.ConnectionRefused);
        }

        var up = new ExactPipe();
        var down = new ExactPipe();
        stage.Start(new Connection(stage, new MemoryWire(up, down), "http://" + other));
        return new MemoryStreamEnd(down, up);
    }
}
