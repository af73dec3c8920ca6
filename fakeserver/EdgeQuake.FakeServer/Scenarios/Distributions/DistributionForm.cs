namespace EdgeQuake.FakeServer;

/// <summary>A named form of a distribution: <c>exp(20ms)</c>.</summary>
/// <param name="Example">As an author would write it, for refusals.</param>
/// <param name="About">Its sentence in the docs.</param>
/// <param name="Read">Null when its arguments are not of its kind, or a problem was added.</param>
internal sealed record DistributionForm(string Name, string Example, string About, Func<DistributionCall, Distribution?> Read);
