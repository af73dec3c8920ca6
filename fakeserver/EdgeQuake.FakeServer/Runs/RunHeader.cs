namespace EdgeQuake.FakeServer;

/// <summary>What every published number carries: one type for conformance, load, parsers, pacing, throughput and selftest runs.</summary>
/// <param name="Kind">conformance, load, parsers, pacing, throughput, selftest.</param>
/// <param name="Schema">Version of the run.json schema of this kind.</param>
/// <param name="Machine">Kind and cores, never a host name: <c>linux-x64, AMD EPYC, 2 cores</c>.</param>
/// <param name="Arguments">As typed, secrets masked.</param>
/// <param name="Provenance">Where the subject's code came from, where that is not a registry; null otherwise.</param>
public sealed record RunHeader(
    string Kind, int Schema, string Tool, string Commit, string Runtime, string Os, string Machine, string Cpu, int Cores, long? DescriptorLimit,
    ulong Seed, IReadOnlyList<string> Arguments, DateTimeOffset StartedUtc, TimeSpan Duration, string? Provenance);
