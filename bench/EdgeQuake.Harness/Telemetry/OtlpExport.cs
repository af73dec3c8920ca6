using System.Diagnostics.Tracing;
using EdgeQuake.Bench;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace EdgeQuake.Harness;

/// <summary><c>--otlp URL</c>: the metrics of a load to an OpenTelemetry collector while it runs, as OTLP over HTTP. A collector that does not take them is one line, and never the run's end.</summary>
/// <remarks>Headers that a collector asks for come from <c>OTEL_EXPORTER_OTLP_HEADERS</c>, as with every exporter of OpenTelemetry.</remarks>
internal sealed class OtlpExport : IDisposable
{
    private const int EveryMs = 3000, PatienceMs = 5000;
    private const string Route = "/v1/metrics";
    private readonly Session _session;
    private readonly Uri _to;
    private readonly GenAiTelemetry _telemetry;
    private readonly MeterProvider _provider;
    private readonly Troubles _troubles;
    private int _said;

    private OtlpExport(Session session, Uri to, LoadProfile profile)
    {
        (_session, _to, _telemetry) = (session, to, new GenAiTelemetry(profile));
        _troubles = new Troubles(Say);
        _provider = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(ResourceBuilder.CreateEmpty().AddService(HarnessCommand.Name, serviceVersion: typeof(OtlpExport).Assembly.GetName().Version?.ToString(3), autoGenerateServiceInstanceId: true))
            .AddMeter(GenAiTelemetry.MeterName)
            .AddOtlpExporter((exporter, reader) => Configure(exporter, reader, to))
            .Build();
    }

    /// <summary>A stream that is over.</summary>
    public void Hear(StreamTimeline stream) => _telemetry.Hear(stream);

    /// <summary>Null where none is asked for.</summary>
    /// <exception cref="CommandException">Exit 2: the word is no address.</exception>
    public static OtlpExport? Of(Session session, string? word, LoadProfile profile) => word is null ? null
        : Uri.TryCreate(word, UriKind.Absolute, out var to) && to.Scheme is "http" or "https" && to.UserInfo.Length == 0
            ? new OtlpExport(session, to.AbsolutePath == "/" ? new Uri(to, Route) : to, profile)
            : throw CommandException.Usage($"--otlp: '{(word.Contains('@', StringComparison.Ordinal) ? "…" : word)}' is no address of a collector; expected http://host:4318");

    /// <summary>Sends what is left.</summary>
    public async Task FinishAsync()
    {
        await _telemetry.FinishAsync();
        if (!_provider.ForceFlush(PatienceMs))
        {
            Say("it did not take the last of them");
        }
    }

    public void Dispose()
    {
        _troubles.Dispose();
        _provider.Dispose();
        _telemetry.Dispose();
    }

    private static void Configure(OtlpExporterOptions exporter, MetricReaderOptions reader, Uri to)
    {
        (exporter.Endpoint, exporter.Protocol, exporter.TimeoutMilliseconds) = (to, OtlpExportProtocol.HttpProtobuf, PatienceMs);

        // As with everything else: no proxy between us and loopback.
        exporter.HttpClientFactory = () => new HttpClient(new SocketsHttpHandler { UseProxy = !to.IsLoopback }) { Timeout = TimeSpan.FromMilliseconds(PatienceMs) };
        reader.PeriodicExportingMetricReaderOptions = new() { ExportIntervalMilliseconds = EveryMs, ExportTimeoutMilliseconds = PatienceMs };
    }

    private void Say(string why)
    {
        if (Interlocked.Exchange(ref _said, 1) == 0)
        {
            _session.Error.WriteLine($"warning: --otlp: {_to.GetLeftPart(UriPartial.Path)} does not take the metrics, and the run goes on without: {why}");
        }
    }

    /// <summary>What the exporter says about itself: it throws nothing.</summary>
    private sealed class Troubles(Action<string> say) : EventListener
    {
        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "OpenTelemetry-Exporter-OpenTelemetryProtocol")
            {
                EnableEvents(eventSource, EventLevel.Warning);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            // Called before the constructor has ended for sources that are there already: what it says then is no export's.
            var text = string.Join(' ', (eventData.Payload ?? []).Select(p => $"{p}".ReplaceLineEndings("\n").Split('\n')[0]));
            say?.Invoke(text);
        }
    }
}
