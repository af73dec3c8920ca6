using System.Globalization;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>Plays many slow streams for long against a <c>serve</c> of its own, asks that for its memory every few seconds, after a collection, and fits a line.</summary>
/// <remarks><c>serve (another process) ═ streams ═ load engine; every 5 s: GET /__fake/metrics?collect → samples → slope with its interval → FLAT | GROWS</c></remarks>
public static class SoakRun
{
    /// <summary>Never throws for what the other process does: what was sampled until then comes back with the reason.</summary>
    public static async Task<SoakResult> RunAsync(SoakOptions options, CancellationToken cancellation = default)
    {
        var (began, utc) = (options.Clock.Now, options.Clock.UtcNow);
        var samples = new List<SoakSample>();
        var (broken, load) = ((string?)null, (LoadResult?)null);
        var folder = Directory.CreateTempSubdirectory("edgequake-soak-");
        try
        {
            var file = Path.Combine(folder.FullName, "soak.yaml");
            await File.WriteAllTextAsync(file, Script(options), cancellation);
            await using var served = await ServedProcess.StartAsync([.. options.Serve, file], cancellation);
            load = await PlayAsync(served, options, samples, cancellation);
            broken = load.Refusal?.Message;
        }
        catch (SelfTestException e)
        {
            broken = e.Message;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            broken = null;
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return Result(options, samples, load, broken, RunHeaders.Capture("soak", SoakReport.Schema, 1, options.Arguments, utc, options.Clock.Now - began), cancellation.IsCancellationRequested);
    }

    internal static SoakResult Result(SoakOptions options, IReadOnlyList<SoakSample> samples, LoadResult? load, string? broken, RunHeader header, bool interrupted)
    {
        var warm = options.For / 5;
        SoakSample[] steady = [.. samples.Where(s => s.At >= warm)];
        var complete = load?.Summary.Count(StreamClass.Complete) ?? 0;
        return new SoakResult(
            header, options.Streams, options.TokenRate, options.For, warm, complete, (load?.Summary.Streams ?? 0) - complete, samples,
            Slope.Of([.. steady.Select(s => (s.At, s.ResidentBytes))]), Slope.Of([.. steady.Select(s => (s.At, s.HeapLiveBytes))]), broken, interrupted);
    }

    private static async Task<LoadResult> PlayAsync(ServedProcess served, SoakOptions options, List<SoakSample> samples, CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var sampling = SampleAsync(served, options, samples, over.Token);
        var load = await LoadEngine.RunAsync(Profile(served.Root, options), new LoadOptions { Clock = options.Clock, ClockProbe = false }, cancellation);
        await over.CancelAsync();
        await sampling;
        return load;
    }

    private static async Task SampleAsync(ServedProcess served, SoakOptions options, List<SoakSample> samples, CancellationToken stop)
    {
        var zero = options.Clock.Now;
        using var timer = new PeriodicTimer(options.Every);
        try
        {
            while (options.Clock.Now - zero < options.For && await timer.WaitForNextTickAsync(stop))
            {
                var sample = await served.SampleAsync(options.Clock.Now - zero, stop);
                samples.Add(sample);
                options.Progress?.Invoke(string.Create(CultureInfo.InvariantCulture, $"{sample.At:mm\\:ss} {sample.OpenStreams} streams, {sample.ResidentBytes / 1048576:0.0} MiB resident, {sample.HeapLiveBytes / 1048576:0.0} MiB live heap"));
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return;
        }
    }

    private static string Script(SoakOptions options) => string.Create(CultureInfo.InvariantCulture, $$"""
        scenario: soak
        protocol: edgequake
        shape: documented
        pace: { ttft: 100ms, itl: {{1000 / options.TokenRate}}ms }
        steps: [ { repeat: { times: {{options.Tokens}}, steps: [ { token: "tick " } ] } }, { done: } ]
        """);

    /// <summary>An open loop whose starts are spread evenly over one stream's length, so that so many are in flight.</summary>
    private static LoadProfile Profile(Uri url, SoakOptions options)
    {
        var stream = TimeSpan.FromMilliseconds(100) + TimeSpan.FromSeconds((options.Tokens - 1) / options.TokenRate);
        return new LoadProfile
        {
            Target = url,
            Protocol = Protocol.Edgequake,
            Rate = options.Streams / stream.TotalSeconds,
            For = options.For,
            WarmUp = TimeSpan.Zero,
            Drain = stream + TimeSpan.FromSeconds(10),
            MaxStreams = options.Streams * 2,
            NoProbe = true,
            Idle = stream + TimeSpan.FromSeconds(30),
        };
    }
}
