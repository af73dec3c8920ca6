using EdgeQuake.FakeServer;

namespace EdgeQuake.Harness;

/// <summary>What a serve speaks: lane, transport and TLS, what they let it play, and what curl must be told.</summary>
internal sealed class Speech
{
    private readonly string? caOut;

    public Speech(LaneKind? lane, Transport? transport, TlsKind? tls, string? caOut)
    {
        (Tls, this.caOut) = (tls, caOut);
        Transport = transport ?? (lane == LaneKind.Kestrel ? FakeServer.Transport.H2c : FakeServer.Transport.Tcp);
        Lane = Transport is FakeServer.Transport.H2c or FakeServer.Transport.H2 ? LaneKind.Kestrel : LaneKind.Socket;

        // Memory and testhost have no address that another process could ask.
        if (lane is LaneKind.Memory or LaneKind.Testhost)
        {
            throw CommandException.Usage($"--lane: {Words.Of(lane.Value)} plays inside one process only; serve needs {Words.Of(LaneKind.Socket)} or {Words.Of(LaneKind.Kestrel)}");
        }

        if (lane is { } asked && asked != Lane)
        {
            throw CommandException.Usage($"--lane: {Words.Of(Transport)} is played by lane {Words.Of(Lane)}");
        }

        if (!IsTls && (tls is not null || caOut is not null))
        {
            throw CommandException.Usage($"--{(tls is null ? "ca-out" : "tls")}: there is no TLS over {Words.Of(Transport)}; add --transport tls or h2");
        }
    }

    public LaneKind Lane { get; }

    public Transport Transport { get; }

    public TlsKind? Tls { get; }

    /// <summary>Each with a blank after it.</summary>
    public string CurlOptions =>
        (Transport == FakeServer.Transport.H2c ? "--http2-prior-knowledge " : "") + (!IsTls ? "" : caOut is null ? "-k " : $"--cacert {caOut} ");

    private bool IsTls => Transport is FakeServer.Transport.Tls or FakeServer.Transport.H2;

    /// <summary>Those that can be played so. One that was named and cannot is a usage error; of all that are built in, those are left out.</summary>
    public IReadOnlyList<Scenario> Playable(IReadOnlyList<Scenario> scenarios, bool named) =>
        named && scenarios.Select(Why).FirstOrDefault(w => w is not null) is { } why ? throw CommandException.Usage(why) : [.. scenarios.Where(s => Why(s) is null)];

    /// <summary>Writes the public certificate of the authority where the user asked for it.</summary>
    public void WriteAuthority(FakeSseServer server)
    {
        if (caOut is null)
        {
            return;
        }

        try
        {
            File.WriteAllText(caOut, server.AuthorityPem);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommandException.Usage($"--ca-out: cannot write {caOut}: {e.Message}");
        }
    }

    private string? Why(Scenario s) =>
        s.Transport is { } own && own != Transport ? $"{s.Id} needs --transport {Words.Of(own)}; serve it alone, or with others of that transport"
        : s.Tls is TlsKind.Expired or TlsKind.WrongHost && s.Tls != Tls ? $"{s.Id} needs --tls {Words.Of(s.Tls.Value)}: a certificate is shown before any request can choose a scenario"
        : !s.Lanes.Contains(Lane) ? $"{s.Id} cannot be played on lane {Words.Of(Lane)}; it allows {string.Join(", ", s.Lanes.Select(Words.Of))}"
        : null;
}
