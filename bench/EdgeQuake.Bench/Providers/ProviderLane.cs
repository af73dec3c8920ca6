using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>One row while the comparison runs: its profile, its connections, the turns that were played, or why it is skipped.</summary>
internal sealed class ProviderLane : IDisposable
{
    private readonly ProviderOptions _options;
    private readonly List<LoadResult> _turns = [];
    private readonly HttpMessageInvoker _http;
    private readonly LoadProfile _profile;
    private readonly DateTimeOffset _utc;
    private readonly TimeSpan _began;
    private StreamTimeline? _first;

    private ProviderLane(Provider provider, LoadProfile profile, ProviderOptions options, string? skipped)
    {
        (Provider, _profile, _options, Skipped, _utc, _began) = (provider, profile, options, skipped, options.Clock.UtcNow, options.Clock.Now);
        _http = new(LoadHandler.Create(options.Clock, profile));
    }

    public Provider Provider { get; }

    /// <summary>Why the row is not measured; null = it is.</summary>
    public string? Skipped { get; private set; }

    /// <summary>A row with its key, or skipped where the environment has none.</summary>
    public static ProviderLane Of(Provider p, ProviderOptions options)
    {
        var key = p.KeyVariable is { } name ? options.Key(name) : null;
        var profile = new LoadProfile
        {
            Target = p.Url!,
            Protocol = p.Protocol,
            Shape = p.Shape,
            Concurrency = options.Concurrency,
            Count = options.Streams,
            WarmUp = TimeSpan.Zero,
            Prompts = options.Prompts,
            Parameters = p.Model is { } model ? [new("model", Plain(model))] : [],
            Headers = key is { Length: > 0 } value ? [Provider.Authorization(p.Protocol, value)] : [],
        };
        return new(p, profile, options, p.KeyVariable is { } variable && string.IsNullOrEmpty(key) ? $"the variable {variable} of the environment is not set" : null);
    }

    /// <summary>One turn. In the first one stream goes before: it opens connections and loads models, and stands apart.</summary>
    public async Task PlayAsync(int round, Action<LoadProgress> progress, CancellationToken cancellation)
    {
        var profile = _profile with { NoProbe = _turns.Count > 0, Seed = _options.Seed + (ulong)round, Prompts = Turned(round) };
        var options = LoadOptions.Default with { Clock = _options.Clock, Progress = progress, Http = _http, Probed = s => _first = s };
        var turn = await LoadEngine.RunAsync(profile, options, cancellation);
        if (turn.Refusal is { } refusal)
        {
            Skipped = refusal.Message;
        }
        else
        {
            _turns.Add(turn);
        }
    }

    /// <summary>All turns as one run; null where nothing was played.</summary>
    public MeasuredProvider? Result(bool interrupted)
    {
        var streams = Turns.Joined([.. _turns.Select(t => t.Streams)]);
        if (streams.Count == 0)
        {
            return null;
        }

        var header = RunHeaders.Capture("load", RunJson.Schema, _options.Seed, _options.Arguments, _utc, _options.Clock.Now - _began);
        var profile = _profile with { Count = streams.Count, Seed = _options.Seed };
        var run = LoadResults.Of(header, profile, _turns[0].Load.Via, streams, Turns.Worst([.. _turns.Select(t => t.Readings)]), interrupted ? streams.Max(s => s.End) : null);
        return new(Provider.Name, Provider.Simulated, Provider.Model, Provider.Price, ProviderCost.Of(Provider.Price, run.Streams), _first is null ? null : LoadResults.Note(_first), run);
    }

    public void Dispose() => _http.Dispose();

    /// <summary>A name that holds a comma or a star is one value, not a list that varies.</summary>
    private static string Plain(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal);

    /// <summary>Each round begins with the question after the last one of the round before.</summary>
    private IReadOnlyList<string> Turned(int round)
    {
        var n = _profile.Prompts.Count;
        return n == 0 ? [] : [.. Enumerable.Range(0, n).Select(i => _profile.Prompts[(int)((((long)round * _options.Streams) + i) % n)])];
    }
}
