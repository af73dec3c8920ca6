namespace EdgeQuake.FakeServer;

/// <summary>What every connection of one server shares: time, gates, journal, and who decides what is played.</summary>
internal sealed class Stage(FakeServerOptions options, Script script, AdminApi? admin) : IDisposable
{
    private readonly Lock sync = new();
    private readonly HashSet<IDisposable> open = [];
    private int connections;
    private bool stopped;

    public FakeServerOptions Options { get; } = options;

    public Clock Clock { get; } = options.Clock;

    public Pacer Pacer { get; } = Pacer.For(options.Clock);

    public Gates Gates { get; } = admin?.Gates ?? new Gates();

    public JournalLog Log { get; } = admin?.Log ?? new JournalLog(options.JournalLimit, options.JournalWrites);

    public Script Script { get; } = script;

    /// <summary>Plain serve only.</summary>
    public AdminApi? Admin { get; } = admin;

    /// <summary>Stops listening; set by the lane that has a listener.</summary>
    public Action? Refuse { get; set; }

    public int NextConnection() => Interlocked.Increment(ref connections);

    /// <summary>Called after each decision, before it is played: the next connection may have to be refused.</summary>
    public void Decided()
    {
        if (Refuse is not null && Script.Refuses)
        {
            Refuse();
        }
    }

    /// <summary>Runs a connection to its end, off the caller's thread.</summary>
    public void Start(Connection connection) => _ = Task.Run(async () =>
    {
        if (Enter(connection))
        {
            await connection.RunAsync();
            Leave(connection);
        }
    });

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
