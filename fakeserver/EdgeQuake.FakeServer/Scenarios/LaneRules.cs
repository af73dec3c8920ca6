namespace EdgeQuake.FakeServer;

/// <summary>Which lanes can play a scenario honestly. The socket can do all of HTTP/1.1; the others lack what they have no wire for, or is not theirs to write.</summary>
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

        if (s.Case is { InProcess: false } && named.Length > 0 && named.All(x => x.Lane != (Transports.IsH2(s.Transport) ? LaneKind.Kestrel : LaneKind.Socket)))
        {
            f.Reading.Add(f.Value("lanes")!, "a case without lane socket", "socket among them, or in-process: true");
        }

        foreach (var attempt in s.Exchanges.SelectMany(e => Uncountable(e, s.Exchanges.Count)))
        {
            f.Reading.Problems.Add(new Problem(attempt.Where.File, attempt.Where.Line, attempt.Where.Column, $"fault {Words.Of(attempt.Fault!.Value)} where nobody can count it", Countable));
        }

        LaneKind[] able = [.. Enum.GetValues<LaneKind>().Where(l => Cannot(s, l) is null)];
        if (named.Length == 0 && able.Length == 0)
        {
            var home = Transports.IsH2(s.Transport) ? LaneKind.Kestrel : LaneKind.Socket;
            f.Reading.Add(f.KeyNode("transport") ?? f.Node, $"no lane can play it: {Words.Of(home)} cannot {Cannot(s, home)}", "what its transport can carry");
        }

        return named.Length > 0 ? [.. named.Select(x => x.Lane).OfType<LaneKind>()] : able;
    }

    /// <summary>What <see cref="Uncountable"/> expects, for refusals.</summary>
    public const string Countable = "one exchange, and refuse or unreachable only as the last attempt: nobody sees a refused connection, so nothing could count it";

    /// <summary>Attempts whose fault comes before the request: which one a connection should get must be known without it.</summary>
    public static IEnumerable<Attempt> Uncountable(Exchange exchange, int exchanges) =>
        exchange.Attempts.Where((a, i) => (a.Fault is OpenFault.Refuse or OpenFault.Unreachable && (exchanges > 1 || i < exchange.Attempts.Count - 1))
            || (a.Fault is OpenFault.ResetOnAccept or OpenFault.TlsFail or OpenFault.TlsAlert && exchanges > 1));

    /// <summary>What a scenario needs that a lane has not; null = it can.</summary>
    public static string? Cannot(Scenario s, LaneKind lane)
    {
        var attempts = s.Exchanges.SelectMany(e => e.Attempts).ToArray();
        var steps = attempts.SelectMany(a => Steps.Flat(a.Steps)).ToArray();
        return lane switch
        {
            LaneKind.Kestrel => KestrelRules.Cannot(s, steps),
            _ when Transports.IsH2(s.Transport) => "speak HTTP/2: lane kestrel does",
            LaneKind.Testhost when s.Transport is not null => $"speak {Words.Of(s.Transport.Value)}: it has no connection",
            LaneKind.Memory when Array.Exists(attempts, a => a.Fault is OpenFault.Refuse or OpenFault.Unreachable or OpenFault.ResetOnAccept) => "refuse or reset a connection: it has no accept",
            LaneKind.Testhost when Array.Exists(attempts, a => a.Fault is not null) => "fail before the head: it has no connection",
            LaneKind.Testhost when Array.Find(steps, x => x is EndStep { Kind: not EndKind.Close }) is EndStep e => $"{Words.Of(e.Kind)}: it has no wire",
            LaneKind.Testhost when Array.Exists(attempts, a => a.Length is not null || a.Framing is BodyFraming.Close) => "frame a body by its own length or the end of the connection: it has no wire",
            not (LaneKind.Memory or LaneKind.Socket) when Array.Exists(attempts, a => a.HeadTrickle is not null) => "trickle a head: its bytes are not ours to cut",
            LaneKind.Testhost when Array.Exists(attempts, a => a.Http10) => "say HTTP/1.0: its heads are not ours to write",
            LaneKind.Testhost when Array.Exists(attempts, a => a.Chunks is not null) => "dress its chunks: it has no wire",
            LaneKind.Testhost when s.Exchanges.Any(e => e.Then == Then.Refuse) => "refuse a connection: it has no accept",
            LaneKind.Memory when s.Exchanges.Any(e => e.Then == Then.Refuse) => "refuse a connection: it has no accept",
            _ => null,
        };
    }
}
