namespace EdgeQuake.FakeServer;

/// <summary>What a scenario's transport must be for the words it uses: a TLS fault needs TLS, a frame of HTTP/2 needs HTTP/2.</summary>
internal static class TransportRules
{
    public static void Check(Fields f, Scenario s)
    {
        if (s.Tls is { } tls && !Transports.IsTls(s.Transport))
        {
            f.Reading.Add(f.KeyNode("tls")!, $"tls {Words.Of(tls)} {Without(s)}", "transport: tls or h2");
        }

        foreach (var attempt in s.Exchanges.SelectMany(e => e.Attempts))
        {
            if (attempt.Fault is OpenFault.TlsFail or OpenFault.TlsAlert && s.Transport != Transport.Tls)
            {
                Add(f, attempt.Where, $"fault {Words.Of(attempt.Fault.Value)} {Without(s)}", "transport: tls");
            }

            if (attempt.Code is not null && !Transports.IsH2(s.Transport))
            {
                Add(f, attempt.Where, $"code {Words.Of(attempt.Code.Value)} {Without(s)}", "transport: h2c or h2");
            }

            if (!Transports.IsH2(s.Transport) && Steps.Flat(attempt.Steps).OfType<EndStep>().FirstOrDefault(e => e.Kind == EndKind.Goaway || e.Code is not null) is { } end)
            {
                Add(f, end.Where, $"{end.Name}{(end.Code is { } code ? " " + Words.Of(code) : "")} {Without(s)}", "transport: h2c or h2");
            }
        }
    }

    private static string Without(Scenario s) => s.Transport is { } other ? $"with transport {Words.Of(other)}" : "without a transport";

    private static void Add(Fields f, Place at, string what, string expected) => f.Reading.Problems.Add(new Problem(at.File, at.Line, at.Column, what, expected));
}
