using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>What cannot be shown where all runs share one address: a run is known by its path, so nothing can happen to it before its request line.</summary>
internal static class Sharing
{
    internal static BoundCase Of(BoundCase bound) =>
        bound.Refused is null && bound.Scenario.TwoOrigins
            ? bound with { Refused = VerdictStatus.NotApplicable, Reason = "on one origin there is no second address to speak of" }
        : bound.Refused is null && bound.Scenario.Exchanges.Any(e => e.Then == Then.Refuse || e.Attempts.Any(a => a.Fault is OpenFault.Refuse or OpenFault.Unreachable or OpenFault.ResetOnAccept))
            ? bound with { Refused = VerdictStatus.NotApplicable, Reason = "on one origin a run is known by its path: nothing can happen to it before its request line" }
            : bound;
}
