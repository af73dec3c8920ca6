using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>Five trivial cases that find an adapter's mistakes before they are counted as a client's: each mistake is named in one sentence.</summary>
/// <remarks><c>connects → shows text → says complete → says failed → does not call a broken stream complete</c></remarks>
public static class Doctor
{
    private static readonly Lazy<IReadOnlyList<Scenario>> Scripts = new(() =>
        ScenarioFile.Parse(CaseFiles.Text(CaseFiles.Doctor), "conformance/cases/doctor/doctor.yaml") is { Problems: [] } read
            ? read.Scenarios : throw new InvalidDataException("the embedded doctor.yaml does not read"));

    /// <summary>Asks the client through its first api; stops at the first mistake.</summary>
    public static async Task<DoctorReport> CheckAsync(AttachedClient client, RunnerOptions? options = null, CancellationToken cancellation = default)
    {
        var facts = client.Facts;
        if (facts.Apis.Select(Api.Find).OfType<Api>().FirstOrDefault() is not { } api)
            return new([], $"the client names no api that we know: {string.Join(", ", facts.Apis)}; expected one of {string.Join(", ", Api.All.Select(a => a.Word))}");
        var performance = new Performance(client, options ?? RunnerOptions.Default);
        var checks = new List<DoctorCheck>();
        foreach (var question in Questions(facts))
        {
            var bound = CaseBinding.Say(CaseLibrary.Of(Scripts.Value.First(s => s.Id == question.Id)), api);
            var run = await performance.PlayAsync(bound, bound.Scenario.Cells[0], 0, new Gathering(1), cancellation);
            var mistake = Any(bound, run) ?? question.Mistake(run);
            checks.Add(new(question.Id, question.Asks, mistake is null, mistake));
            if (mistake is not null)
                return new(checks, mistake);
        }

        return new(checks, null);
    }

    /// <summary>Mistakes that any run can show.</summary>
    private static string? Any(BoundCase bound, Run run) => run.Transcript switch
    {
        { Errored: { } error } => $"the adapter broke on {bound.Case.Id}: {error.Split('\n')[0].TrimEnd('\r')}",
        { Skipped: { } why } => $"the adapter skipped {bound.Case.Id}, the simplest there is: {why}",
        _ when Connected.Fault(bound, run) is { } fault => fault,
        { End: null } => $"the adapter never said how {bound.Case.Id} ended, {ServerWitness.Seconds(bound.Scenario.Expect.Within)} after its request: report an end, also when the client throws",
        _ => null,
    };

    private static IReadOnlyList<Question> Questions(ClientFacts facts) =>
    [
        new("doctor/connects", "does it send its request to the address that it is given?", _ => null),
        new("doctor/text", "does what the server says reach the report?", NoText),
        new("doctor/complete", "is a whole answer reported as complete?", NotComplete),
        facts.Way == WayIn.Exec
            ? new("doctor/reset", "is a reset connection reported as failed?", r => Success(r, "a connection that was reset before any answer"))
            : new("doctor/status", "is a status of 400 reported as failed?", r => Success(r, "a status of 400")),
        // An EventSource tells of a lost connection and of a stream's end in the same words, and connects again: it cannot answer the last one.
        .. facts.Policy.AfterFirstToken == "resume"
            ? Array.Empty<Question>()
            : [new Question("doctor/cut", "is a stream that breaks off not reported as complete?", r => Success(r, "a stream that broke off"))],
    ];

    private static string? NoText(Run run)
    {
        var seen = new Reported(run.Transcript);
        var text = run.Transcript.End?.Text is { Length: > 0 } held ? held : seen.Shown;
        return text.Contains("Edge", StringComparison.Ordinal) && text.Contains("Quake", StringComparison.Ordinal)
            ? null
            : $"the server answered \"EdgeQuake\" and the adapter reported {Quoted.Text(text)}: report each piece as it comes, or the text with the end";
    }

    private static string? NotComplete(Run run) =>
        run.Transcript.End is { Outcome: not Outcome.Complete } end
            ? $"a whole answer with its end mark was reported as {Words.Of(end.Outcome)}{(end.Message is { Length: > 0 } m ? $" ({m})" : "")}: report complete when the client returned normally"
            : null;

    private static string? Success(Run run, string what) =>
        run.Transcript.End is { Outcome: Outcome.Complete } ? $"{what} was reported as complete: report failed when the client throws or says so" : null;

    /// <summary>One question, and what a run says about it: null = nothing wrong.</summary>
    private sealed record Question(string Id, string Asks, Func<Run, string?> Mistake);
}
