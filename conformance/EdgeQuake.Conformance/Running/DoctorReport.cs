namespace EdgeQuake.Conformance;

/// <summary>The five trivial cases before every run: does the adapter talk, connect, show text, and tell a good end from a bad one?</summary>
/// <param name="Checks">In order; the rest is not run after the first that is not well.</param>
/// <param name="Mistake">What is wrong and what to do, in one sentence; null when all are well.</param>
public sealed record DoctorReport(IReadOnlyList<DoctorCheck> Checks, string? Mistake)
{
    public bool Well => Mistake is null;
}

/// <summary>One trivial case, and how it went.</summary>
/// <param name="Question">What it asks of the adapter: <c>connects</c>.</param>
public sealed record DoctorCheck(string Id, string Question, bool Well, string? Mistake);
