namespace EdgeQuake.Conformance;

/// <summary>What a failure does to a user, in the words of the reports.</summary>
internal static class HarmWords
{
    internal static string Of(Harm harm) => harm switch
    {
        Harm.Text => "text lost, invented or shown twice",
        Harm.FalseSuccess => "reported as a success and was none",
        Harm.Hang => "never ended",
        Harm.Leak => "something was left behind",
        Harm.Behaviour => "wrong kind, count or order",
        _ => "syntax",
    };

    /// <summary>The worst harm among a verdict's findings.</summary>
    internal static Harm Worst(Verdict verdict) => verdict.Findings.Count == 0 ? Harm.Syntax : verdict.Findings.Min(f => f.Harm);
}
