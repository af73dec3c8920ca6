using System.Diagnostics.Metrics;
using System.Threading.Channels;
using EdgeQuake.Bench;

namespace EdgeQuake.Harness;

/// <summary>
/// The streams of a load as metrics of the OpenTelemetry conventions for generative AI, on a <see cref="Meter"/> of the platform: whoever listens gets them, an OTLP exporter or <c>dotnet-counters</c>.
/// Names, units, attributes and buckets are of semantic-conventions-genai, docs/gen-ai/gen-ai-metrics.md at 004902b (beside semantic conventions 1.42.0; status: development).
/// </summary>
/// <remarks>
/// <c>stream over ─queue→ one task → histograms</c>: nothing is recorded on the thread that stamps. All streams that reached the server count, warm-up too; such as we interrupted or never started do not.
/// The gen_ai.server metrics are a server's own; from outside the client's are the same figures with the network in them.
/// </remarks>
internal sealed class GenAiTelemetry : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "EdgeQuake.Bench";

    private static readonly InstrumentAdvice<double> Seconds = new() { HistogramBucketBoundaries = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92] };

    private static readonly InstrumentAdvice<long> Tokens = new()
    {
        HistogramBucketBoundaries = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864],
    };

    private readonly Channel<StreamTimeline> _heard = Channel.CreateUnbounded<StreamTimeline>(new() { SingleReader = true });
    private readonly System.Diagnostics.Metrics.Meter _meter = new(MeterName, typeof(GenAiTelemetry).Assembly.GetName().Version?.ToString(3));
    private readonly Histogram<double> _duration, _first, _each;
    private readonly Histogram<long> _usage;
    private readonly GenAiAttributes _attributes;
    private readonly Task _recording;

    public GenAiTelemetry(LoadProfile profile)
    {
        _attributes = new(profile);
        _duration = _meter.CreateHistogram("gen_ai.client.operation.duration", "s", "GenAI operation duration.", null, Seconds);
        _first = _meter.CreateHistogram("gen_ai.client.operation.time_to_first_chunk", "s", "From the request to the first token event.", null, Seconds);
        _each = _meter.CreateHistogram("gen_ai.client.operation.time_per_output_chunk", "s", "From one token event to the next.", null, Seconds);
        _usage = _meter.CreateHistogram("gen_ai.client.token.usage", "{token}", "Tokens of questions and of answers, where the server states them.", null, Tokens);
        _recording = Task.Run(RecordAsync);
    }

    /// <summary>Until every stream that is over is in the metrics; what comes after it is in none.</summary>
    public async Task FinishAsync()
    {
        _heard.Writer.TryComplete();
        await _recording;
    }

    public void Dispose()
    {
        _heard.Writer.TryComplete();
        _meter.Dispose();
    }

    /// <summary>A stream that is over.</summary>
    public void Hear(StreamTimeline stream)
    {
        if (stream.Class is not (StreamClass.Interrupted or StreamClass.NotStarted))
        {
            _heard.Writer.TryWrite(stream);
        }
    }

    private async Task RecordAsync()
    {
        await foreach (var stream in _heard.Reader.ReadAllAsync())
        {
            Record(stream);
        }
    }

    private void Record(StreamTimeline s)
    {
        var plain = _attributes.Of(s);
        _duration.Record(((s.EndMark ?? s.End) - s.Started).TotalSeconds, _attributes.WithEnd(s));
        if (s.FirstToken is { } first)
        {
            _first.Record((first - s.Started).TotalSeconds, plain);
        }

        for (var i = 1; i < s.Tokens.Count; i++)
        {
            _each.Record((s.Tokens[i].At - s.Tokens[i - 1].At).TotalSeconds, plain);
        }

        Usage(s.PromptTokens, "input", s);
        Usage(s.UsageTokens, "output", s);
    }

    private void Usage(int? tokens, string kind, StreamTimeline s)
    {
        if (tokens is { } n)
        {
            _usage.Record(n, _attributes.With(s, "gen_ai.token.type", kind));
        }
    }
}
