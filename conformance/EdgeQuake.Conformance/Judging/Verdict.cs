using System.Text.Json.Serialization;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>What is said of a case. All are counted and named; nothing else is ever left out.</summary>
[JsonConverter(typeof(WordConverter<VerdictStatus>))]
public enum VerdictStatus
{
    Passed,

    Failed,

    /// <summary>An undeclared profile or capability, the adapter's own word, or <c>--skip</c>.</summary>
    Skipped,

    /// <summary>This way in, or this api, cannot show it.</summary>
    NotApplicable,

    /// <summary>A fault of harness or adapter, never the client's.</summary>
    Broken,
}

/// <summary>What a failure does to a user, worst first: failures are shown in this order.</summary>
[JsonConverter(typeof(WordConverter<Harm>))]
public enum Harm
{
    /// <summary>Text lost, invented or shown twice.</summary>
    Text,

    /// <summary>Reported as a success and was none.</summary>
    FalseSuccess,

    Hang,

    /// <summary>Connections, secrets or work left behind.</summary>
    Leak,

    /// <summary>Wrong kind, count or order; a request the policy does not allow.</summary>
    Behaviour,

    Syntax,
}

/// <summary>One difference between what was expected and what a witness says.</summary>
/// <param name="Witness"><c>client</c> or <c>server</c>.</param>
/// <param name="Key">The key of the expectation: text, outcome, server.gaps…</param>
/// <param name="Timing">True when only a clock says so: re-run alone before it may count.</param>
public sealed record Finding(string Witness, string Key, string Expected, string Actual, Harm Harm, bool Timing = false);

/// <summary>The judgement of one case for one client: the worst of its cells.</summary>
/// <param name="Profile">With the api's family where core is rendered in the client's own protocol: <c>core@openai</c>.</param>
/// <param name="Reason">One sentence for every status but passed.</param>
/// <param name="Cell">The worst cell; for every-cut the smallest failing one.</param>
/// <param name="CellsFailed">How many of <paramref name="CellsRun"/> failed.</param>
/// <param name="Worst">The run behind the verdict, for reports; null when nothing ran.</param>
/// <param name="Observed">Printed, never judged: the observed policy, measured waits.</param>
/// <param name="Wire">What the server played in the worst run, byte for byte, for reports; null when nothing ran.</param>
public sealed record Verdict(
    string Case, string Api, string Profile, string Level, VerdictStatus Status, string? Reason, IReadOnlyList<Finding> Findings,
    Cell Cell, int CellsRun, int CellsFailed, Run? Worst, IReadOnlyList<string> Observed, TimeSpan Took,
    IReadOnlyList<WireAct>? Wire = null);
