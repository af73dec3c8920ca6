using EdgeQuake.FakeServer;
using Xunit;

namespace EdgeQuake.Conformance.XunitV3;

/// <summary>
/// Judges your .NET client with one xunit test a case: derive, say what your client is, and perform a run over the given <see cref="HttpClient"/>.
/// <code>
/// public sealed class MyClientConformance : ConformanceTests
/// {
///     public override ClientFacts Facts =&gt; …;
///     protected override Task&lt;TranscriptEnd&gt; RunAsync(RunRequest request, HttpClient http, Action&lt;TranscriptItem&gt; report, CancellationToken stop) =&gt; …;
/// }
/// </code>
/// </summary>
/// <remarks>
/// The class needs a constructor without parameters: the list of cases is made by one. Cases of profiles and apis that you do not declare are left out;
/// those that need an undeclared capability are skipped with that reason. A failed MUST fails its test; a failed SHOULD is skipped with the finding unless
/// <see cref="Strict"/>.
/// </remarks>
public abstract class ConformanceTests
{
    /// <summary>Name, apis, profiles, capabilities and policy: judged as declared. <see cref="ClientFacts.Way"/> does not matter here.</summary>
    public abstract ClientFacts Facts { get; }

    /// <summary>
    /// How your client reaches the server. TestHost runs without sockets and plays what it can honestly play; every other case is played on a loopback socket.
    /// </summary>
    public virtual LaneKind Lane => LaneKind.Testhost;

    /// <summary>Narrows the cases, by patterns of ids, profiles or levels. Default: all.</summary>
    public virtual Selection Selection => Selection.All;

    /// <summary>A failed SHOULD fails its test too. Default: false.</summary>
    public virtual bool Strict => false;

    /// <summary>Cases that are known to fail, with the reason: they are still run, and must still fail. Default: none.</summary>
    public virtual IReadOnlyDictionary<string, string> KnownFailures { get; } = new Dictionary<string, string>();

    /// <summary>Cases of your own beside the built-in ones, for instance <c>CaseLibrary.Load(["mine.yaml"])</c>. Default: the built-in ones.</summary>
    public virtual CaseSet Cases => CaseLibrary.BuiltIn;

    /// <summary>
    /// Performs one request with your client and reports what it shows, as it shows it. Never throws for a failure of the answer: that is the returned end.
    /// </summary>
    /// <param name="request">The url, the request as JSON, and the options of this run.</param>
    /// <param name="http">Reaches the server of this case; without a timeout of its own. Disposed after the run.</param>
    /// <param name="report">Tokens, sources, … in order.</param>
    /// <param name="stop">The harness gives up.</param>
    protected abstract Task<TranscriptEnd> RunAsync(RunRequest request, HttpClient http, Action<TranscriptItem> report, CancellationToken stop);

    /// <summary>One case through one api.</summary>
    [Theory]
    [ConformanceCases]
    public async Task Case(string id, string api)
    {
        var verdict = await JudgeAsync(id, api, TestContext.Current.CancellationToken);
        var known = KnownFailures.GetValueOrDefault(id);
        switch (verdict.Status)
        {
            case VerdictStatus.Passed when known is not null:
                Assert.Fail($"{id} passed, and is listed as a known failure ({known}): take it off the list");
                break;
            case VerdictStatus.Passed:
                break;
            case VerdictStatus.Skipped or VerdictStatus.NotApplicable:
                Assert.Skip(verdict.Reason ?? "not applicable");
                break;
            case VerdictStatus.Failed when known is not null:
                Assert.Skip($"known failure: {known}");
                break;
            case VerdictStatus.Failed when verdict.Level != "MUST" && !Strict:
                Assert.Skip("warning, not a MUST: " + FailureText.Of(Find(id), verdict));
                break;
            default:
                Assert.Fail(FailureText.Of(Find(id), verdict));
                break;
        }
    }

    private async Task<Verdict> JudgeAsync(string id, string api, CancellationToken stop)
    {
        await using var client = new InProcessClient(Facts with { Apis = [api] }, OverHttpAsync);
        var options = RunnerOptions.Default with { Lane = Lane, Doctor = false };
        var run = await Runner.RunAsync(client, [Find(id)], options, null, stop);
        stop.ThrowIfCancellationRequested();
        return run.Verdicts.Single();
    }

    private async Task<TranscriptEnd> OverHttpAsync(RunRequest request, HttpMessageHandler handler, Action<TranscriptItem> report, CancellationToken stop)
    {
        using var http = new HttpClient(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan, BaseAddress = request.Origin };
        return await RunAsync(request, http, report, stop);
    }

    private Case Find(string id) => Cases.Cases.Single(c => c.Id == id);
}
