using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>One run judged by itself: broken and skipped first, then the alternative of the expectation that it comes nearest to.</summary>
internal sealed record Assessment(Run Run, VerdictStatus Status, string? Reason, IReadOnlyList<Finding> Findings)
{
    internal static Assessment Of(BoundCase whole, Run run)
    {
        var bound = OneStream.Of(whole, run.Stream);
        var transcript = run.Transcript;
        if (transcript.Skipped is { } why)
            return new(run, VerdictStatus.Skipped, $"the adapter skipped it: {why}", []);
        if (transcript.Errored is { } error)
            return new(run, VerdictStatus.Broken, $"the adapter broke: {FirstLine(error)}", []);
        if (Connected.Fault(bound, run) is { } fault)
            return new(run, VerdictStatus.Broken, fault, []);
        if (transcript.End is null && !transcript.Hung && run.Client.Way != WayIn.Observed)
            return new(run, VerdictStatus.Broken, "the adapter never said how the run ended", []);
        var resolved = Resolution.Of(bound.Scenario.Expect, run.Client.Policy);
        if (resolved.Missing is { } missing)
            return new(run, VerdictStatus.NotApplicable, missing, []);
        var shows = Shows.Of(bound, run.Client);
        if (!resolved.Alternatives.Any(e => Judges(e, shows)))
            return new(run, VerdictStatus.NotApplicable, "nothing that the case asks can be seen through this way in and api", []);
        var findings = resolved.Alternatives.Select(e => Differences(e, shows, bound, run)).MinBy(f => f.Count)!;
        return new(run, findings.Count == 0 ? VerdictStatus.Passed : VerdictStatus.Failed, null, findings);
    }

    /// <summary>
    /// True when only a clock speaks: every finding rests on one; the client's own fired before a busy machine let it send anything; the guard ended a run that
    /// was not over; or the run was over before a busy machine let the server end. It is run again by itself before it may count.
    /// </summary>
    internal bool TimingOnly => Status switch
    {
        VerdictStatus.Failed => Run.Transcript.Hung || Findings.All(f => f.Timing),
        VerdictStatus.Broken => Run is { Journal.Count: 0, Transcript.End.Outcome: Outcome.Cancelled or Outcome.Failed } || Run.Journal.Any(e => e.End is { Done: "server-stopped" }),
        _ => false,
    };

    /// <summary>True when the expectation asks something that this client can show.</summary>
    internal static bool Judges(Expectation e, Shows shows) =>
        (shows.Key("text") && (e.Text is not null || e.TextSha256 is not null || e.Outcome is not null))
        || (shows.Key("server") && (e.Attempts is not null || e.Server is not null))
        || (shows.Key("events") && e.Events is not null)
        || (shows.Key("tokens") && (e.Tokens ?? e.Texts ?? e.Malformed) is not null)
        || (shows.Key("sources") && e.Sources is not null)
        || Shows.Declared.Any(k => shows.Key(k) && Has(e, k));

    private static bool Has(Expectation e, string key) => key switch
    {
        "thinking" => e.Thinking is not null,
        "usage" => e.Usage is not null,
        "finish" => e.Finish is not null,
        "tool-calls" => e.ToolCalls is not null,
        "code" => e.Code is not null,
        "retry-after" => e.RetryAfter is not null,
        _ => e.Comments is not null,
    };

    private static List<Finding> Differences(Expectation expect, Shows shows, BoundCase bound, Run run) =>
    [
        .. Always.Compare(bound, run)
            .Concat(ClientWitness.Compare(expect, shows, bound, new Reported(run.Transcript)))
            .Concat(ServerWitness.Compare(expect, shows, bound, run))
            .OrderBy(f => f.Harm),
    ];

    private static string FirstLine(string text) => text.Split('\n', 2)[0].TrimEnd('\r');
}
