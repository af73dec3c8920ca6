namespace EdgeQuake.FakeServer;

/// <summary>Which lanes can play a scenario honestly. The socket can do all; the others lack what they have no wire for.</summary>
internal static class LaneRules
{
    /// <summary>The lanes named, or all, less those that cannot; naming an impossible one is a problem.</summary>
    public static IReadOnlyList<LaneKind> Of(Fields f, Scenario s)
    {
        var named = f.Items("lanes").Select(n => (Node: n, Lane: f.Reading.Word<LaneKind>(n, f.Reading.Text(n, "lanes") ?? "", "lanes"))).ToArray();
        foreach (var (node, lane) in named.Where(x => x.Lane is not null))
        {
            if (Cannot(s, lane!.Value) is { } why)
            {
                f.Reading.Add(node, $"lane {Words.Of(lane.Value)} cannot {why}", "a lane that can: " + string.Join(", ", Enum.GetValues<LaneKind>().Where(l => Cannot(s, l) is null).Select(Words.Of)));
            }
        }

        return named.Length > 0 ? [.. named.Select(x => x.Lane).OfType<LaneKind>()] : [.. Enum.GetValues<LaneKind>().Where(l => Cannot(s, l) is null)];
    }

    /// <summary>What a scenario needs that a lane has not; null = it can.</summary>
    public static string? Cannot(Scenario s, LaneKind lane)
    {
        var attempts = s.Exchanges.SelectMany(e => e.Attempts).ToArray();
        var steps = attempts.SelectMany(a => Steps.Flat(a.Steps)).ToArray();
        return lane switch
        {
            LaneKind.Memory when Array.Exists(attempts, a => a.Fault is OpenFault.Refuse or OpenFault.ResetOnAccept) => "refuse or reset a connection: it has no accept",
            LaneKind.Testhost when Array.Exists(attempts, a => a.Fault is not null) => "fail before the head: it has no connection",
            LaneKind.Testhost when Array.Find(steps, x => x is Step.Ending { Kind: not EndKind.Close }) is Step.Ending e => $"{Words.Of(e.Kind)}: it has no wire",
            LaneKind.Testhost when Array.Exists(attempts, a => a.Length is not null || a.Framing is BodyFraming.Close) => "frame a body by its own length or the end of the connection: it has no wire",
            LaneKind.Testhost when s.Exchanges.Any(e => e.Then == Then.Refuse) => "refuse a connection: it has no accept",
            LaneKind.Memory when s.Exchanges.Any(e => e.Then == Then.Refuse) => "refuse a connection: it has no accept",
            _ => null,
        };
    }
}
