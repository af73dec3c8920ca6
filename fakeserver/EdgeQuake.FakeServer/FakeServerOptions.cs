using System.Net;

namespace EdgeQuake.FakeServer;

/// <summary>How a <see cref="FakeSseServer"/> plays. The defaults suit a test: a free loopback port, real sockets, the default cell.</summary>
public sealed record FakeServerOptions
{
    public static FakeServerOptions Default { get; } = new();

    /// <summary>Who plays the plans; a scenario that the lane cannot play honestly is refused.</summary>
    public LaneKind Lane { get; init; } = LaneKind.Socket;

    /// <summary>Socket lane only. Anything but loopback is a decision: scripted servers have no access control.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Socket lane only; 0 = any free port.</summary>
    public int Port { get; init; }

    /// <summary>Null = the scenario's own, else plain HTTP/1.1. HTTP/2 (<c>h2c</c>, <c>h2</c>) on real sockets is lane kestrel's.</summary>
    public Transport? Transport { get; init; }

    /// <summary>With <see cref="FakeServer.Transport.Tls"/> and <see cref="FakeServer.Transport.H2"/>: null = the scenario's own, else ok.</summary>
    public TlsKind? Tls { get; init; }

    /// <summary>The point of the scenario's matrix to play.</summary>
    public Cell Cell { get; init; } = Cell.Default;

    /// <summary>Null = the scenario's own.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Number of this stream within a run of several (0-based): a part of every draw's hash. A plain serve counts for itself.</summary>
    public int Stream { get; init; }

    public Clock Clock { get; init; } = Clock.Real;

    public Routing Routing { get; init; } = Routing.Literal;

    /// <summary>
    /// The base delay that the client's declared retry policy waits at least; null = it declares none. A request within 25 ms of one that got no byte is then
    /// the transport's own. Give <see cref="TimeSpan.Zero"/> for a client that retries without a pause: nothing is then taken for a transport's retry.
    /// </summary>
    public TimeSpan? TransportRetryBase { get; init; }

    /// <summary>Socket lane only: meet the client under a path of this address instead of at a listener of its own. A fault before the request line cannot be played there.</summary>
    public OneOrigin? Origin { get; init; }

    /// <summary>Socket lane only: pages of other origins may read every answer, and their preflights are answered and not journaled.</summary>
    public bool Cors { get; init; }

    /// <summary>False under load: entries then hold no list of writes.</summary>
    public bool JournalWrites { get; init; } = true;

    /// <summary>True: every write gets the stamp at which the peer's kernel acknowledged it. Linux sockets only; costs a look every 0.2 ms a stream.</summary>
    public bool JournalAcks { get; init; }

    /// <summary>Bytes of a request's body that an entry keeps; what is beyond is noted.</summary>
    public int JournalBodyLimit { get; init; } = 256 * 1024;

    /// <summary>Plain serve only: who may use the admin API.</summary>
    public AdminAccess Admin { get; init; } = AdminAccess.Loopback;

    /// <summary>Plain serve only: a further check of scenarios that come in while the server runs; form is checked in any case.</summary>
    public Func<Scenario, IEnumerable<Problem>>? Verify { get; init; }

    public RequestLimits Limits { get; init; } = RequestLimits.Default;

    /// <summary>Finished entries kept; beyond it the oldest go.</summary>
    public int JournalLimit { get; init; } = 100_000;

    /// <summary>Plain serve only: the scenario for requests that no <c>match</c> takes; null = the first of the route's protocol.</summary>
    public string? DefaultScenario { get; init; }

    /// <summary>Plain serve only: plays scenarios by weight and limits requests; null = it does not.</summary>
    public LoadMix? Mix { get; init; }

    /// <summary>Where the platform cannot tell whether the peer has all bytes: the pause before an RST, noted in the journal.</summary>
    public TimeSpan SettleDelay { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How long a drain barrier, and the wait for the peer's FIN after ours, may take. A hang guard.</summary>
    public TimeSpan DrainGuard { get; init; } = TimeSpan.FromSeconds(5);
}
