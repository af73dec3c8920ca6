using EdgeQuake.Conformance.XunitV3;

namespace EdgeQuake.Conformance.Tests;

/// <summary>The sample: one class, and every case of EdgeQuake's profile, and of core in its protocol, is a test of the client. TestHost where it can be honest.</summary>
public sealed class GuideClientConformance : ConformanceTests
{
    public override ClientFacts Facts => GuideClient.Facts;

    public override IReadOnlyDictionary<string, string> KnownFailures { get; } = new Dictionary<string, string>
    {
        ["http/content-type-parameters"] = "HttpClient's typed header is null for a value with a trailing semicolon, and the client looks at nothing else",
    };

    protected override Task<TranscriptEnd> RunAsync(RunRequest request, HttpClient http, Action<TranscriptItem> report, CancellationToken stop) =>
        GuideClient.AskAsync(request, http, report, stop);
}
