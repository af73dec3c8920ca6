using System.Buffers.Binary;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>An HTTP/2 frame as it came (RFC 9113, 4.1).</summary>
internal sealed record H2Frame(byte Type, byte Flags, int Stream, byte[] Payload)
{
    public const byte Data = 0, Headers = 1, Reset = 3, Settings = 4, GoAway = 7;

    public bool EndsStream => Type is Data or Headers && (Flags & 1) != 0;

    /// <summary><c>HEADERS</c>, <c>DATA text</c>, <c>RST_STREAM 8</c>, <c>GOAWAY</c>; <c>+END</c> where the stream ends.</summary>
    public override string ToString() => (Type switch
    {
        Data when Payload.Length == 0 => "DATA",
        Data => "DATA " + Encoding.UTF8.GetString(Payload),
        Headers => "HEADERS",
        Reset => $"RST_STREAM {BinaryPrimitives.ReadInt32BigEndian(Payload)}",
        GoAway => "GOAWAY",
        _ => $"type {Type}",
    }) + (EndsStream ? "+END" : "");
}

/// <summary>An HTTP/2 client of frames: requests by prior knowledge or ALPN, and every frame of interest as it comes.</summary>
internal sealed class RawH2Client : IDisposable
{
    private const string Preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 30_000 };
    private readonly Stream stream;
    private readonly byte scheme;
    private int streams = -1;

    private RawH2Client(Uri address)
    {
        socket.Connect(address.Host, address.Port);
        stream = new NetworkStream(socket);
        scheme = (byte)(address.Scheme == "https" ? 0x87 : 0x86);
        if (address.Scheme == "https")
        {
            var tls = new SslStream(stream);
            tls.AuthenticateAsClient(new SslClientAuthenticationOptions { TargetHost = "localhost", CertificateChainPolicy = TestAuthority.Trust(), ApplicationProtocols = [SslApplicationProtocol.Http2] });
            stream = tls;
        }

        stream.Write(Encoding.ASCII.GetBytes(Preface));
        Send(H2Frame.Settings, 0, 0, []);
    }

    public static RawH2Client Connect(Uri address) => new(address);

    /// <summary>A GET on a stream of its own, whose number is returned.</summary>
    public int Get(string path = "/query/stream")
    {
        streams += 2;

        // RFC 7541: indexed :method GET and :scheme, then :path and :authority as literals without Huffman.
        byte[] block = [0x82, scheme, 0x04, (byte)path.Length, .. Encoding.ASCII.GetBytes(path), 0x01, 1, (byte)'x'];
        Send(H2Frame.Headers, 0x05, streams, block);
        return streams;
    }

    /// <summary>Room for so many more bytes on the connection (WINDOW_UPDATE on stream 0).</summary>
    public void Grant(int bytes)
    {
        var payload = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(payload, bytes);
        Send(8, 0, 0, payload);
    }

    /// <summary>The client's own RST_STREAM CANCEL.</summary>
    public void Cancel(int id) => Send(H2Frame.Reset, 0, id, [0, 0, 0, 8]);

    /// <summary>Frames until the streams have ended one way or another; then, or before, <c>fin</c> or <c>reset</c> of the connection ends the list.</summary>
    public (IReadOnlyList<H2Frame> Frames, string? End) ReadUntilDone(params int[] ids)
    {
        var open = ids.ToHashSet();
        return Read(f =>
        {
            if (f.EndsStream || f.Type == H2Frame.Reset)
            {
                open.Remove(f.Stream);
            }

            return open.Count > 0;
        });
    }

    /// <summary>Frames while the last one says so, those of housekeeping (SETTINGS, WINDOW_UPDATE, PING) left out.</summary>
    public (IReadOnlyList<H2Frame> Frames, string? End) Read(Func<H2Frame, bool> more)
    {
        List<H2Frame> frames = [];
        try
        {
            while (true)
            {
                var head = new byte[9];
                stream.ReadExactly(head);
                var payload = new byte[(head[0] << 16) | (head[1] << 8) | head[2]];
                stream.ReadExactly(payload);
                var frame = new H2Frame(head[3], head[4], BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(5)) & int.MaxValue, payload);
                if (frame is { Type: H2Frame.Settings, Flags: 0 })
                {
                    Send(H2Frame.Settings, 1, 0, []);
                }

                if (frame.Type is H2Frame.Data or H2Frame.Headers or H2Frame.Reset or H2Frame.GoAway)
                {
                    frames.Add(frame);
                    if (!more(frame))
                    {
                        return (frames, null);
                    }
                }
            }
        }
        catch (EndOfStreamException)
        {
            return (frames, "fin");
        }
        catch (IOException e) when (e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            return (frames, "reset");
        }
    }

    public void Dispose()
    {
        stream.Dispose();
        socket.Dispose();
    }

    private void Send(byte type, byte flags, int id, byte[] payload)
    {
        var head = new byte[9];
        BinaryPrimitives.WriteInt32BigEndian(head, payload.Length << 8);
        (head[3], head[4]) = (type, flags);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(5), id);
        stream.Write([.. head, .. payload]);
    }
}
