namespace EdgeQuake.Conformance;

/// <summary>A baseline held against a run's verdicts. Known failures still ran and failed; anything else makes the baseline stale.</summary>
/// <param name="Known">Verdicts that a line of the baseline explains, each with that line.</param>
/// <param name="Stale">One sentence each: an unexpected pass, a pattern that matches nothing, an expired line.</param>
public sealed record BaselineReport(IReadOnlyList<KnownVerdict> Known, IReadOnlyList<string> Stale)
{
    /// <summary>The line that explains a verdict, or null.</summary>
    public KnownFailure? For(Verdict verdict) => Known.FirstOrDefault(k => k.Case == verdict.Case && k.Api == verdict.Api)?.Failure;
}

/// <summary>A failed verdict that was known, by its case and api.</summary>
public sealed record KnownVerdict(string Case, string Api, KnownFailure Failure);

/// <summary>One line of a baseline.</summary>
/// <param name="Case">A case id, or a pattern with <c>*</c>; with <c>@api</c> for one api only.</param>
/// <param name="Reason">Quotes the client's words and the rule; never empty.</param>
/// <param name="Issue">Address of the client's issue.</param>
/// <param name="Expires">After this day the line is stale.</param>
public sealed record KnownFailure(string Case, string Reason, string? Issue, DateOnly? Expires);
