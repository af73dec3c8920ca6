using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Threading.Channels;

namespace EdgeQuake.FakeServer;

/// <summary>A proxy on loopback that passes every request to one upstream and writes down what came back, read by read, secrets masked.</summary>
public sealed class RecordingProxy : IAsyncDisposable
{
    private readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Channel<RecordedSummary> feed = Channel.CreateUnbounded<RecordedSummary>();
    private readonly Lock sync = new();
    private readonly Dictionary<RecordingConnection, Task> open = [];
    private Task accepting = Task.CompletedTask;
    private bool stopped;
    private int connections;

    private RecordingProxy(RecordingOptions options, Stream file)
    {
        Options = options;
        Started = options.Clock.Now;
        Log = new RecordingLog(file) { Failed = () => feed.Writer.TryComplete() };
    }

    /// <summary>What the client is pointed at, instead of the upstream.</summary>
    public Uri BaseAddress { get; private set; } = null!;

    /// <summary>Exchanges as they end; complete when the recorder stopped or its file took no more.</summary>
    public ChannelReader<RecordedSummary> Finished => feed.Reader;

    /// <summary>Why the file takes no more; null while it does.</summary>
    public IOException? Failure => Log.Failure;

    internal RecordingOptions Options { get; }

    internal TimeSpan Started { get; }

    internal RecordingLog Log { get; }

    /// <summary>Listens, and writes the header line. The caller disposes the file, after the proxy.</summary>
    /// <exception cref="FakeServerException">The port is taken, or the upstream is no address of a server.</exception>
    public static RecordingProxy Start(RecordingOptions options, Stream file)
    {
        Check(options.Upstream);
        var proxy = new RecordingProxy(options, file);
        try
        {
            proxy.listener.Bind(new IPEndPoint(IPAddress.Loopback, options.Port));
        }
        catch (SocketException e)
        {
            proxy.listener.Dispose();
            throw new FakeServerException($"port {options.Port} on {IPAddress.Loopback} cannot be used: {e.Message}; choose another", usage: false, e);
        }

        var (version, _) = ToolVersion.Of(Assembly.GetExecutingAssembly(), Environment.CurrentDirectory);
        proxy.Log.Write(RecordingLines.Header($"edgequake-harness {version}", options.Upstream.AbsoluteUri, options.Clock.UtcNow));
        proxy.listener.Listen(1024);
        proxy.BaseAddress = new UriBuilder("http", IPAddress.Loopback.ToString(), ((IPEndPoint)proxy.listener.LocalEndPoint!).Port).Uri;
        proxy.accepting = Task.Run(proxy.AcceptAsync);
        return proxy;
    }

    /// <summary>Stops listening and ends what is open: each exchange gets its end line.</summary>
    public async ValueTask DisposeAsync()
    {
        listener.Dispose();
        KeyValuePair<RecordingConnection, Task>[] left;
        lock (sync)
        {
            stopped = true;
            left = [.. open];
        }

        foreach (var (connection, _) in left)
        {
            connection.Dispose();
        }

        await Task.WhenAll([accepting, .. left.Select(c => c.Value)]);
        feed.Writer.TryComplete();
    }

    internal void Ended(RecordedSummary summary) => feed.Writer.TryWrite(summary);

    private static void Check(Uri upstream)
    {
        if (!upstream.IsAbsoluteUri || upstream.Scheme is not ("http" or "https") || upstream.Query.Length > 0 || upstream.Fragment.Length > 0)
        {
            throw new FakeServerException("the upstream is not the address of a server; expected http://host[:port][/path] or https://…, without query", usage: true);
        }

        if (upstream.UserInfo.Length > 0)
        {
            throw new FakeServerException("the upstream holds a user or password; let the client send them in a header, where they are masked", usage: true);
        }
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                Start(new SocketWire(await listener.AcceptAsync()));
            }
            catch (Exception e) when (e is SocketException { SocketErrorCode: SocketError.OperationAborted } or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                continue; // the client was gone before it was accepted
            }
        }
    }

    private void Start(SocketWire wire)
    {
        lock (sync)
        {
            var connection = new RecordingConnection(this, wire, ++connections);
            if (stopped)
            {
                connection.Dispose();
                return;
            }

            open.Add(connection, Task.Run(async () =>
            {
                await connection.RunAsync();
                lock (sync)
                {
                    open.Remove(connection);
                }
            }));
        }
    }
}
