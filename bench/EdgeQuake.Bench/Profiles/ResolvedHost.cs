using System.Globalization;
using System.Net;

namespace EdgeQuake.Bench;

/// <summary>Where a host is, told instead of looked up: <c>api.example.com:443:127.0.0.1</c>. Host header and certificate stay the host's.</summary>
public sealed record ResolvedHost(string Host, int Port, IPAddress Address)
{
    /// <summary>Null where a word is none; an IPv6 address may stand in brackets.</summary>
    internal static ResolvedHost? Parse(string word) =>
        word.Split(':', 3) is [{ Length: > 0 } host, var port, var address]
        && int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is > 0 and <= 65535 && IPAddress.TryParse(address.Trim('[', ']'), out var ip)
            ? new(host, n, ip)
            : null;

    public override string ToString() => $"{Host}:{Port}:{Address}";
}
