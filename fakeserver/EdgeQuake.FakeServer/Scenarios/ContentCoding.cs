namespace EdgeQuake.FakeServer;

/// <summary>The content codings that a body may be written in (RFC 9110, 8.4.1; RFC 7932).</summary>
public enum ContentCoding { Gzip, Br }
