namespace EdgeQuake.FakeServer;

/// <summary>What every connection of one server shares: time, gates, journal, and who decides what is played.</summary>
internal sealed class Stage(FakeServerOptions options, Script script, AdminApi? admin) : IDisposable
{
    private readonly Lock sync = new();
    private readonly HashSet<Connection> open = [];
    private int connections;
    private volatile bool stopped;

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
    public void Start(Connection connection)
    {
        lock (sync)
        {
            if (stopped)
            {
                connection.Dispose();
                return;
            }

            open.Add(connection);
        }

        _ = Task.Run(async () =>
        {
            await connection.RunAsync();
            lock (sync)
            {
                open.Remove(connection);
            }
        });
    }

    public void Dispose()
    {
        Connection[] left;
        lock (sync)
        {
            stopped = true;
            left = [.. open];
        }

        foreach (var connection in left)
        {
            connection.Dispose();
        }

        Log.Complete();
        Pacer.Dispose();
    }
}
