using EdgeQuake.FakeServer;

namespace EdgeQuake.Conformance;

/// <summary>The positive observation without which nothing passes: the client came, asked for a route that is known, and got what the script says.</summary>
internal static class Connected
{
    /// <summary>Why the run says nothing about the client, in one sentence; null when it does.</summary>
    internal static string? Fault(BoundCase bound, Run run)
    {
        if (run.Journal.Count == 0)
            return MayStayAway(bound) ? null : $"the client never sent a request: it was asked to call {bound.Path}";
        // Where a redirect led it astray, the client read the location wrong: that is judged, for the address it was given it had understood.
        var astray = ServerWitness.Astray(bound, run.Journal).Select(a => a.Asked);
        if (run.Journal.Except(astray).Select(ServerWitness.Unmatched).FirstOrDefault(n => n is not null) is { } unmatched)
            return $"your client asked for {unmatched["unmatched".Length..].TrimStart(':', ' ')}";
        if (run.Journal.SelectMany(e => e.Notes).FirstOrDefault(n => n.Contains("defect of the fake server", StringComparison.Ordinal)) is { } defect)
            return defect["note ".Length..];
        var undone = run.Journal.FirstOrDefault(e => e.End is { } end && end.Done != "peer-closed" && !string.Equals(end.Asked, end.Done, StringComparison.Ordinal));
        return undone?.End is { } done
            ? $"the server could not end attempt {undone.Attempt} as asked: {done.Asked} was asked, {done.Done} was done{(done.Note is null ? "" : $" ({done.Note})")}"
            : null;
    }

    // Where the connection is refused or reset on accept, no request line can be seen.
    private static bool MayStayAway(BoundCase bound) =>
        bound.Scenario.Expect.Server?.Requests is { Min: 0 }
        || bound.Scenario.Exchanges is [{ Attempts: [{ Fault: OpenFault.Refuse or OpenFault.Unreachable or OpenFault.ResetOnAccept }, ..] }, ..];
}
