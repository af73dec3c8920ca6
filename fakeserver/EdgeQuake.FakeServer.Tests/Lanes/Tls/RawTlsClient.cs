using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace EdgeQuake.FakeServer.Tests;

/// <summary>A client under whose TLS one can look: plain text as it comes, and whether the end was a close_notify, a bare FIN or RST.</summary>
/// <remarks>TLS 1.2, where the content type of an alert (21) stands in clear before its record (RFC 5246, 6.2.1).</remarks>
internal sealed class RawTlsClient : IDisposable
{
    private const byte Alert = 21;
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 30_000 };
    private readonly Tap tap;
    private readonly SslStream tls;

    private RawTlsClient(Uri address)
    {
        socket.Connect(address.Host, address.Port);
        tap = new Tap(new NetworkStream(socket));
        tls = new SslStream(tap);
    }

    public static RawTlsClient Connect(Uri address)
    {
        var client = new RawTlsClient(address);
        client.tls.AuthenticateAsClient(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            CertificateChainPolicy = TestAuthority.Trust(),
            EnabledSslProtocols = SslProtocols.Tls12,
            ApplicationProtocols = [SslApplicationProtocol.Http11],
        });
        return client;
    }

    /// <summary>Sends what a client says first and reads on without TLS of its own.</summary>
    public static RawClient ConnectPlain(Uri address, string first) => RawClient.Connect(address).Send(first);

    public RawTlsClient Send(string text)
    {
        tls.Write(Encoding.UTF8.GetBytes(text));
        return this;
    }

    public string ReadTo(string end)
    {
        var text = "";
        var buffer = new byte[65536];
        while (!text.EndsWith(end, StringComparison.Ordinal))
        {
            var n = tls.Read(buffer);
            text += n > 0 ? Encoding.UTF8.GetString(buffer, 0, n) : throw new InvalidOperationException($"the stream ended after '{text}'");
        }

        return text;
    }

    /// <summary>Everything up to the end; <c>close-notify</c> (and FIN), <c>fin</c> or <c>reset</c>.</summary>
    public (byte[] Bytes, string End) ReadToEnd()
    {
        var all = new MemoryStream();
        var buffer = new byte[65536];
        try
        {
            for (int n; (n = tls.Read(buffer)) > 0;)
            {
                all.Write(buffer, 0, n);
            }

            // SslStream stops at the alert: what follows must be the FIN.
            return (all.ToArray(), socket.Receive(buffer) != 0 ? "more bytes" : tap.LastRecord == Alert ? "close-notify" : "fin");
        }
        catch (Exception e) when ((e.InnerException ?? e) is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            return (all.ToArray(), "reset");
        }
    }

    public (string Text, string End) TextToEnd() => ReadToEnd() is var (bytes, end) ? (Encoding.UTF8.GetString(bytes), end) : default;

    /// <summary>How many records of application data came, the sends of a scripted stream one by one.</summary>
    public int DataRecords => tap.DataRecords;

    public void Dispose()
    {
        tls.Dispose();
        socket.Dispose();
    }

    /// <summary>Passes reads on and walks the record headers in them.</summary>
    private sealed class Tap(Stream below) : Stream
    {
        private readonly byte[] header = new byte[5];
        private int have;
        private int skip;

        public byte LastRecord { get; private set; }

        public int DataRecords { get; private set; }

        public override bool CanRead => true;

        public override bool CanWrite => true;

        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var n = below.Read(buffer, offset, count);
            foreach (var b in buffer.AsSpan(offset, n))
            {
                Walk(b);
            }

            return n;
        }

        public override void Write(byte[] buffer, int offset, int count) => below.Write(buffer, offset, count);

        public override void Flush() => below.Flush();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        private void Walk(byte b)
        {
            if (skip > 0)
            {
                skip--;
                return;
            }

            header[have++] = b;
            if (have == 5)
            {
                (have, skip, LastRecord) = (0, (header[3] << 8) | header[4], header[0]);
                DataRecords += header[0] == 23 ? 1 : 0;
            }
        }
    }
}
