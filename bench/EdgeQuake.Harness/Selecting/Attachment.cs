using EdgeQuake.Conformance;

namespace EdgeQuake.Harness;

/// <summary>One client that is to be started.</summary>
/// <param name="Name">As the user named it; its own name is known once it has started.</param>
/// <param name="Baseline">Its known failures, or null.</param>
internal sealed record Attachment(string Name, Baseline? Baseline, Func<CancellationToken, Task<AttachResult>> StartAsync);
