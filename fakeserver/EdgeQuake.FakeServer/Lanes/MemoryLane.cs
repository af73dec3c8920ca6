using System.Net.Sockets;

namespace EdgeQuake.FakeServer;

/// <summary>No socket at all: SocketsHttpHandler over an in-memory connection that the socket lane's own connection code serves. Reads are exact.</summary>
internal sealed class MemoryLane(Stage stage) : Lane
{
    /// <summary>A name that no resolver is asked for.</summary>
    public override Uri BaseAddress { get; } = new("http://memory.fake:80/");

    public override HttpMessageHandler CreateHandler() => new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        ConnectCallback = (_, _) => new ValueTask<Stream>(Connect()),
    };

    public override void Dispose()
    {
        // The stage ends the connections; there is no listener.
    }

    private MemoryStreamEnd Connect()
    {
        if (stage.Script.Refuses)
        {
            throw new SocketException((int)SocketError.ConnectionRefused);
        }

        var up = new ExactPipe();
        var down = new ExactPipe();
        stage.Start(new Connection(stage, new MemoryWire(up, down)));
        return new MemoryStreamEnd(down, up);
    }
}
