using System.Text.Json.Serialization;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>May the numbers of a run be believed? The verdict, why, and by how much a stamp may be off.</summary>
/// <param name="BoundMs">p99 of the clock probe, or of the pool's delay where no probe ran: latencies may be too high by so much.</param>
public sealed record Validity(Trust Trust, IReadOnlyList<Finding> Findings, double? BoundMs);

/// <summary>One reason, in one sentence with its number.</summary>
public sealed record Finding(Trust Trust, string What);

/// <summary>How far a run may be trusted.</summary>
[JsonConverter(typeof(WordConverter<Trust>))]
public enum Trust
{
    Valid,

    /// <summary>Usable with the stated reservation; exit code 0, and said.</summary>
    Degraded,

    /// <summary>Says more about this machine than about the server; exit code 4.</summary>
    Invalid,
}
