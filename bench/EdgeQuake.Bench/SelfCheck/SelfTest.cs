using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>Measures the measurer: a known schedule, played by our server in another process, read by the load engine at rising load; prints reported − true.</summary>
public static class SelfTest
{
    private static readonly TimeSpan Ttft = TimeSpan.FromMilliseconds(100);

    /// <summary>Never throws for what the other process does: the rows measured until then come back with the reason.</summary>
    public static async Task<SelfTestResult> RunAsync(SelfTestOptions options, CancellationToken cancellation = default)
    {
        var (began, utc) = (options.Clock.Now, options.Clock.UtcNow);
        var rows = new List<SelfTestRow>();
        string? broken = null;
        try
        {
            await using var peer = SelfTestPeer.Start(options.Server);
            await LevelsAsync(peer, options, rows, cancellation);
        }
        catch (SelfTestException e)
        {
            broken = e.Message;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            broken = null;
        }

        return Result(options, rows, broken, utc, options.Clock.Now - began, cancellation.IsCancellationRequested);
    }

    /// <summary>Every level against a peer; rows appear as they are measured.</summary>
    internal static async Task LevelsAsync(SelfTestPeer peer, SelfTestOptions options, ICollection<SelfTestRow> rows, CancellationToken cancellation)
    {
        foreach (var level in options.Levels)
        {
            options.Progress?.Invoke($"{level} streams × {options.TokenRate:0.#} tokens/s for {Figures.Seconds(options.For)}");
            rows.Add(await LevelAsync(peer, options, level, cancellation));
        }
    }

    internal static SelfTestResult Result(SelfTestOptions options, IReadOnlyList<SelfTestRow> rows, string? broken, DateTimeOffset utc, TimeSpan took, bool interrupted) => new(
        RunHeaders.Capture("selftest", SelfTestReport.Schema, 1, options.Arguments, utc, took), options.TokenRate, rows,
        rows.Where(r => r.Lost == 0 && r.Lateness.P99 <= 1).Select(r => (double?)r.EventsPerSecond).Max(), broken, interrupted);

    private static async Task<SelfTestRow> LevelAsync(SelfTestPeer peer, SelfTestOptions options, int level, CancellationToken cancellation)
    {
        var itl = TimeSpan.FromSeconds(1 / options.TokenRate);
        var tokens = (int)Math.Max(2, options.StreamLength / itl);
        var url = await peer.ServeAsync(tokens, Ttft, itl, cancellation);
        var zero = TimeSpan.Zero;
        var load = await LoadEngine.RunAsync(Profile(url, level, Ttft + ((tokens - 1) * itl), options.For), new LoadOptions
        {
            Clock = options.Clock,
            ClockProbe = false,
            Progress = p => options.Progress?.Invoke(LoadConsole.Line(p)),
            Touch = (request, number) => request.Headers.Add(SelfTestServer.StreamHeader, number.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            Zero = z => zero = z,
        }, cancellation);
        cancellation.ThrowIfCancellationRequested();
        if (load.Refusal is { } refusal)
        {
            throw new SelfTestException(refusal.Message);
        }

        return SelfTestRows.Of(load.Load.Via, level, load, zero, await peer.JournalAsync(cancellation));
    }

    /// <summary>An open loop whose starts are spread evenly over one stream's length: n streams in flight, and no two tick together for long.</summary>
    private static LoadProfile Profile(Uri url, int level, TimeSpan stream, TimeSpan measured) => new()
    {
        Target = url,
        Protocol = Protocol.Edgequake,
        Rate = level / stream.TotalSeconds,
        For = stream + measured,
        WarmUp = stream,
        Drain = stream + TimeSpan.FromSeconds(10),
    };
}
