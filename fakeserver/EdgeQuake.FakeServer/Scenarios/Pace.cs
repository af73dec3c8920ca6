namespace EdgeQuake.FakeServer;

/// <summary>When content is sent: the wait before the first token, and between tokens.</summary>
/// <param name="Name">The named pace it came from, or null.</param>
public sealed record Pace(Distribution Ttft, Distribution Itl, string? Name = null);
