using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>A comparison of providers as a fact: what run.json (kind providers) holds, and all that its reports are rendered from.</summary>
/// <param name="Against">Each measured row held against the first one; a REGRESSION here means slower, and judges nobody's change.</param>
public sealed record ProvidersResult(
    RunHeader Header, int Rounds, int Streams, int Concurrency, IReadOnlyList<MeasuredProvider> Rows, IReadOnlyList<SkippedProvider> Skipped, IReadOnlyList<LoadComparison> Against, bool Interrupted)
{
    public const string Kind = "providers";

    /// <summary>Version of the schema of kind providers: results/schema/providers-run.schema.json.</summary>
    public const int Schema = 1;

    /// <summary>The first that applies of 130, 3 (a row was skipped), 4, 0. Failed streams are shown and not judged.</summary>
    public int ExitCode => Interrupted ? 130 : Skipped.Count > 0 || Rows.Count == 0 ? 3 : Rows.Any(r => r.Run.Validity.Trust == Trust.Invalid) ? 4 : 0;
}

/// <summary>One row that was measured.</summary>
/// <param name="Simulated">Played by our own server: no provider's figure, and never headed as one.</param>
/// <param name="First">The stream before all others, which stands apart: it opened the connection and loaded the model. Its times count from its own start.</param>
public sealed record MeasuredProvider(string Name, bool Simulated, string? Model, double? Price, ProviderCost? Cost, NotedStream? First, LoadResult Run);

/// <summary>One row that was not measured, and why.</summary>
public sealed record SkippedProvider(string Name, string Why);

/// <summary>What answers cost, by the token counts that the server stated: output tokens only. Never estimated from text.</summary>
/// <param name="Streams">Complete streams that stated a count.</param>
public sealed record ProviderCost(double PerAnswer, double PerThousandCharacters, int Streams)
{
    private const double Million = 1e6;

    /// <summary>Null without a price, or where no stream stated its tokens: unknown.</summary>
    public static ProviderCost? Of(double? price, IReadOnlyList<StreamTimeline> streams)
    {
        StreamTimeline[] stated = [.. streams.Where(s => s is { Complete: true, UsageTokens: not null })];
        var characters = stated.Sum(s => s.Tokens.Sum(t => (long)t.Characters));
        return price is not { } perMillion || characters == 0 ? null
            : new(perMillion / Million * stated.Average(s => s.UsageTokens!.Value), perMillion / Million * stated.Sum(s => (long)s.UsageTokens!.Value) * 1000 / characters, stated.Length);
    }
}
