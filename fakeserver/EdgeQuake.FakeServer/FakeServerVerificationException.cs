namespace EdgeQuake.FakeServer;

/// <summary>What <see cref="FakeSseServer.Verify"/> found: requests that nothing answered, requirements not met, attempts not used.</summary>
public sealed class FakeServerVerificationException(IReadOnlyList<string> findings)
    : Exception($"{findings.Count} finding{(findings.Count == 1 ? "" : "s")} at the fake server:{string.Concat(findings.Select(f => "\n  " + f))}")
{
    public IReadOnlyList<string> Findings { get; } = findings;
}
