namespace EdgeQuake.FakeServer;

/// <summary>What every connection of one server shares: time, gates, journal, and who decides what is played.</summary>
internal sealed class Stage : IDisposable
{
    private readonly Lock sync = new();
    private readonly HashSet<IDisposable> open = [];
    private int connections;
    private bool stopped;

    /// <param name="shelf">Plain serve only: what is served, which the admin API can change.</param>
    public Stage(FakeServerOptions options, Script script, ScenarioShelf? shelf)
    {
        (Options, Clock, Script, Shelf) = (options, options.Clock, script, shelf);
        Pacer = Pacer.For(options.Clock);
        Gates = new Gates(options.Clock);
        Tls = options.Transport == Transport.Tls ? new TlsServer(options.Tls ?? TlsKind.Ok, options.Address) : null;
        Counters = new Counters();
        Log = new JournalLog(options, Counters);
        Admin = shelf is null ? null : new AdminApi(this, shelf);
    }

    public FakeServerOptions Options { get; }

    public Clock Clock { get; }

    public Pacer Pacer { get; }

    public Gates Gates { get; }

    public Counters Counters { get; }

    public JournalLog Log { get; }

    public Script Script { get; }

    /// <summary>Plain serve only.</summary>
    public ScenarioShelf? Shelf { get; }

    /// <summary>Plain serve only.</summary>
    public AdminApi? Admin { get; }

    public IReadOnlyList<Connection> Connections
    {
        get
        {
            lock (sync)
            {
                return [.. open.OfType<Connection>()];
            }
        }
    }

    /// <summary>Where one listener serves several stages: whose request it is. Null = all are this one's.</summary>
    public Func<HttpRequest, (Stage Stage, HttpRequest Request)>? Router { get; init; }

    /// <summary>Null = plain text.</summary>
    public TlsServer? Tls { get; }

    /// <summary>Stops accepting, by refusing or by not answering; set by the lane that has a listener.</summary>
    public Action<OpenFault>? Shut { get; set; }

    public int NextConnection() => Interlocked.Increment(ref connections);

    /// <summary>Called after each decision, before it is played: the next connection may have to be refused.</summary>
    public void Decided()
    {
        if (Shut is { } shut && Script.Shut is { } how)
        {
            Shut = null;
            shut(how);
        }
    }

    /// <summary>Runs a connection to its end, off the caller's thread.</summary>
    /// <param name="other">The other origin, as this connection sees it; empty = there is none.</param>
    public void Serve(Wire wire, string other)
    {
        var connection = new Connection(this, Tls is { } tls ? new TlsWire(wire, tls) : wire, other);
        Counters.Connected();
        _ = Task.Run(async () =>
        {
            if (Enter(connection))
            {
                await connection.RunAsync();
                Leave(connection);
            }

            Counters.Disconnected();
        });
    }

    /// <summary>Notes something that must end when the server stops; ends it at once, and says false, when that has happened.</summary>
    public bool Enter(IDisposable playing)
    {
        lock (sync)
        {
            if (!stopped)
            {
                return open.Add(playing);
            }
        }

        playing.Dispose();
        return false;
    }

    public void Leave(IDisposable playing)
    {
        lock (sync)
        {
            open.Remove(playing);
        }
    }

    public void Dispose()
    {
        IDisposable[] left;
        lock (sync)
        {
            stopped = true;
            left = [.. open];
        }

        foreach (var playing in left)
        {
            playing.Dispose();
        }

        Log.Complete();
        Pacer.Dispose();
    }
}
