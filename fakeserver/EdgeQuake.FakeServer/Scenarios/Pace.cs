namespace EdgeQuake.FakeServer;

/// <summary>When content is sent: the wait before the first token, and between tokens.</summary>
/// <param name="Name">The named pace it came from, or null.</param>
/// <param name="Load">How it slows down with the answers in progress; null = it does not.</param>
public sealed record Pace(Distribution Ttft, Distribution Itl, string? Name = null, UnderLoad? Load = null);
