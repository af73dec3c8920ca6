namespace EdgeQuake.FakeServer;

/// <summary>The error codes of HTTP/2 (RFC 9113, 7) by name; the numbers are the registry's.</summary>
public enum H2Code
{
    NoError = 0,
    ProtocolError = 1,
    InternalError = 2,
    FlowControlError = 3,
    SettingsTimeout = 4,
    StreamClosed = 5,
    FrameSizeError = 6,

    /// <summary>Nothing was done with the request: a client may send it again (8.7).</summary>
    RefusedStream = 7,
    Cancel = 8,
    CompressionError = 9,
    ConnectError = 10,
    EnhanceYourCalm = 11,
    InadequateSecurity = 12,
    Http11Required = 13,
}
