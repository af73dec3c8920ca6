namespace EdgeQuake.FakeServer;

/// <summary>Which transport and lane a server gets from its options and the scenario it plays.</summary>
internal static class Transports
{
    public static bool IsH2(Transport? transport) => transport is Transport.H2 or Transport.H2c;

    public static bool IsTls(Transport? transport) => transport is Transport.Tls or Transport.H2;

    /// <summary>Options with every choice made: the scenario's transport where the options name none, and lane kestrel for HTTP/2 on sockets.</summary>
    public static FakeServerOptions Settle(FakeServerOptions options, Scenario? only)
    {
        var transport = options.Transport ?? only?.Transport ?? (options.Lane == LaneKind.Kestrel ? Transport.H2c : Transport.Tcp);
        return options with
        {
            Transport = transport,
            Tls = options.Tls ?? only?.Tls,
            Lane = options.Lane == LaneKind.Socket && IsH2(transport) ? LaneKind.Kestrel : options.Lane,
        };
    }

    /// <summary>Why settled options contradict themselves; null = they do not.</summary>
    public static string? Contradiction(FakeServerOptions options) => (options.Lane, options.Transport) switch
    {
        (LaneKind.Kestrel, Transport.Tcp or Transport.Tls) => "lane kestrel plays HTTP/2; HTTP/1.1 is played by lane socket, byte for byte",
        (LaneKind.Memory, Transport.H2 or Transport.H2c) => "lane memory plays HTTP/1.1; HTTP/2 is played by lane kestrel",
        (LaneKind.Testhost, not Transport.Tcp) => "lane testhost has no connection that could carry TLS or HTTP/2",
        (_, not Transport.Tcp) when options.Origin is not null => "one origin for many servers speaks plain HTTP/1.1",
        (_, Transport.Tcp or Transport.H2c) when options.Tls is not null => $"tls {Words.Of(options.Tls.Value)} needs transport tls or h2",
        _ => null,
    };

    /// <summary>Why a scenario cannot be played on a server's transport; null = it can.</summary>
    /// <remarks>A certificate is shown before any request, so it is the server's; the close_notify comes after, so it is the scenario's.</remarks>
    public static string? Mismatch(Scenario scenario, FakeServerOptions options) =>
        scenario.Transport is { } own && own != (options.Transport ?? Transport.Tcp) ? $"it needs transport {Words.Of(own)}, and this server speaks {Words.Of(options.Transport ?? Transport.Tcp)}"
        : scenario.Tls is TlsKind.Expired or TlsKind.WrongHost && scenario.Tls != options.Tls ? $"it needs tls {Words.Of(scenario.Tls.Value)}, and this server shows another certificate"
        : null;
}
