using System.Net;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>How a run is performed.</summary>
public sealed record RunnerOptions
{
    public static RunnerOptions Default { get; } = new();

    public Selection Selection { get; init; } = Selection.All;

    /// <summary>For clients of this process; a case that cannot be played on it goes to the socket lane. Others are always met on sockets.</summary>
    public LaneKind Lane { get; init; } = LaneKind.Socket;

    /// <summary>Runs at once at most; null = as many as the client takes.</summary>
    public int? Parallel { get; init; }

    /// <summary>Null = each scenario's own.</summary>
    public ulong? Seed { get; init; }

    /// <summary>The five trivial cases first; a run that skips them may report an adapter's mistake as a client's.</summary>
    public bool Doctor { get; init; } = true;

    /// <summary>Runs again, alone, what only a clock failed. Without it a busy machine may be blamed on the client.</summary>
    public bool Again { get; init; } = true;

    public Baseline? Baseline { get; init; }

    /// <summary>How long a client may take to send its first request. A hang guard.</summary>
    public TimeSpan ConnectGuard { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the server waits for the client to close what it should. A hang guard: run again alone before it counts.</summary>
    public TimeSpan SettleGuard { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>One address for all runs, told apart by a path; null = each has a listener of its own. Cases with faults before the request line are then n/a.</summary>
    public OneOrigin? Origin { get; init; }

    /// <summary>The one address where each run's server listens, one after the other: for a relay, whose upstream is configured once. Null = a free port each.</summary>
    public IPEndPoint? Listen { get; init; }

    public Clock Clock { get; init; } = Clock.Real;
}
