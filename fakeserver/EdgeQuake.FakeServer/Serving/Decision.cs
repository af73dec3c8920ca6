namespace EdgeQuake.FakeServer;

/// <summary>Where and when a request came in.</summary>
/// <param name="Connection">1-based, in order of accepts.</param>
/// <param name="At">When the request line was complete.</param>
/// <param name="Peer">The client's address as text.</param>
/// <param name="OtherOrigin">The server's address that this request did not come to; empty where it has one only.</param>
/// <param name="Open">Answers in progress, this one among them.</param>
internal readonly record struct Arrival(int Connection, TimeSpan At, string Peer, string OtherOrigin = "", int Open = 1);

/// <summary>What answers one request, and how it is entered in the journal.</summary>
/// <param name="Exchange">0-based; -1 when nothing matched.</param>
/// <param name="Attempt">1-based entry played; 0 when nothing matched.</param>
/// <param name="Ended">Told when the answer has ended, and whether a response head was sent.</param>
internal sealed record Decision(
    string Scenario, int Exchange, int Attempt, bool TransportRetry, Plan Plan, IReadOnlyList<string> Notes, Action<TimeSpan, bool>? Ended);

/// <summary>Decides what answers each request: one scenario with a listener of its own, or a table of them.</summary>
internal abstract class Script
{
    /// <summary>Refuse or unreachable when the next connection must not be accepted: from here on nobody is.</summary>
    public virtual OpenFault? Shut => null;

    /// <summary>True when a scenario speaks of a second address.</summary>
    public virtual bool TwoOrigins => false;

    public abstract Decision Decide(RequestFacts facts, Arrival arrival);

    /// <summary>Attempts that were written and never asked for, a sentence each.</summary>
    public abstract IEnumerable<string> Unused { get; }

    /// <summary>A fault that comes before any request line, or null to read on.</summary>
    public virtual Decision? Accepted(Arrival arrival) => null;
}

/// <summary>Renders one answer: the planner, or a test's own plans.</summary>
internal delegate Plan PlanSource(Scenario scenario, PlanInput input);
