using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EdgeQuake.FakeServer;

/// <summary>A certificate authority that lives as long as the process and signs for this machine's names only: nothing to install, nothing to leak.</summary>
/// <remarks>Its key never leaves memory. Clients take <see cref="Pem"/> as their one trusted root; who takes it fails on the bad leaves alone.</remarks>
internal static class TestAuthority
{
    private static readonly Lazy<X509Certificate2> Root = new(CreateRoot);
    private static readonly ConcurrentDictionary<(TlsKind, IPAddress), X509Certificate2> Leaves = new();

    /// <summary>The public half.</summary>
    public static X509Certificate2 Certificate { get; } = X509CertificateLoader.LoadCertificate(Root.Value.RawData);

    public static string Pem => Certificate.ExportCertificatePem() + "\n";

    /// <summary>A leaf for localhost, the loopback addresses and <paramref name="address"/>, or one that is wrong in the way asked for.</summary>
    public static X509Certificate2 Leaf(TlsKind kind, IPAddress address) =>
        Leaves.GetOrAdd((kind == TlsKind.NoCloseNotify ? TlsKind.Ok : kind, address), static key => CreateLeaf(key.Item1, key.Item2));

    /// <summary>Trusts this authority and nothing else.</summary>
    public static X509ChainPolicy Trust() => new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        CustomTrustStore = { Certificate },
        RevocationMode = X509RevocationMode.NoCheck,
    };

    private static X509Certificate2 CreateRoot()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=EdgeQuake fake server test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        var now = Clock.Real.UtcNow;
        return request.CreateSelfSigned(now.AddDays(-30), now.AddYears(1));
    }

    private static X509Certificate2 CreateLeaf(TlsKind kind, IPAddress address)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + (kind == TlsKind.WrongHost ? WrongHost : "localhost"), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(Names(kind, address));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Root.Value, true, false));
        var now = Clock.Real.UtcNow;
        var (from, to) = kind == TlsKind.Expired ? (now.AddDays(-20), now.AddDays(-1)) : (now.AddDays(-1), now.AddDays(300));
        using var signed = request.Create(Root.Value, from, to, SHA256.HashData(request.PublicKey.EncodedKeyValue.RawData)[..8]);
        using var whole = signed.CopyWithPrivateKey(key);

        // Windows' TLS wants a key that it can find again; the round trip through PKCS#12 gives it one, and does no harm elsewhere.
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
    }

    private const string WrongHost = "wrong-host.invalid";

    private static X509Extension Names(TlsKind kind, IPAddress address)
    {
        var names = new SubjectAlternativeNameBuilder();
        if (kind == TlsKind.WrongHost)
        {
            names.AddDnsName(WrongHost);
            return names.Build();
        }

        foreach (var name in new[] { "localhost", MemoryLane.Name, MemoryLane.OtherName })
        {
            names.AddDnsName(name);
        }

        foreach (var ip in new[] { IPAddress.Loopback, IPAddress.IPv6Loopback, address }.Distinct())
        {
            names.AddIpAddress(ip);
        }

        return names.Build();
    }
}
