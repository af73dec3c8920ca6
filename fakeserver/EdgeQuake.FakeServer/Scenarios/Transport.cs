namespace EdgeQuake.FakeServer;

/// <summary>What lies between the TCP connection and the answer.</summary>
public enum Transport
{
    /// <summary>HTTP/1.1 in plain text.</summary>
    Tcp,

    /// <summary>HTTP/1.1 in TLS.</summary>
    Tls,

    /// <summary>HTTP/2 in plain text, by prior knowledge (RFC 9113, 3.3).</summary>
    H2c,

    /// <summary>HTTP/2 in TLS, by ALPN (RFC 9113, 3.2).</summary>
    H2,
}

/// <summary>How TLS is done: well, or wrong in one known way.</summary>
public enum TlsKind
{
    /// <summary>A certificate that a client with our authority trusts; a close_notify before every FIN.</summary>
    Ok,

    /// <summary>FIN without close_notify, as an attacker or a dying proxy cuts (RFC 8446, 6.1).</summary>
    NoCloseNotify,

    /// <summary>A certificate that ended yesterday.</summary>
    Expired,

    /// <summary>A certificate for another name.</summary>
    WrongHost,
}
