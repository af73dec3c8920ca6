using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>A scenario that judges: its case keys are present and checked against the vocabulary.</summary>
/// <param name="Facts">The case keys; never null here.</param>
public sealed record Case(Scenario Scenario, CaseFacts Facts)
{
    public string Id => Scenario.Id;

    public string Level => Facts.Level;

    public string Profile => Facts.Profile;
}

/// <summary>Cases as loaded. Problems non-empty means that nothing loaded.</summary>
public sealed record CaseSet(IReadOnlyList<Case> Cases, IReadOnlyList<Problem> Problems);
