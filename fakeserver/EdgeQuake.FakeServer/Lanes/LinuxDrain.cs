using System.Buffers.Binary;
using System.Net.Sockets;
using System.Runtime.Versioning;

namespace EdgeQuake.FakeServer;

/// <summary>Linux only: the drain barrier. TCP_INFO says whether the peer's kernel has acknowledged every byte that was sent.</summary>
/// <remarks>
/// Both fields of struct tcp_info are needed: with <c>tcpi_unacked</c> alone 49 152 of 300 000 bytes arrived before the RST, with
/// <c>tcpi_notsent_bytes</c> beside it all of them.
/// </remarks>
[SupportedOSPlatform("linux")]
internal static class LinuxDrain
{
    private const int Tcp = 6, TcpInfo = 11, Unacked = 24, BytesAcked = 120, NotSent = 144;

    /// <summary>True when nothing is in flight, and when the connection is gone: there is nothing left to wait for.</summary>
    internal static bool IsDone(Socket socket)
    {
        Span<byte> info = stackalloc byte[256];
        try
        {
            var length = socket.GetRawSocketOption(Tcp, TcpInfo, info);
            return length >= NotSent + 4
                && BinaryPrimitives.ReadUInt32LittleEndian(info[Unacked..]) == 0
                && BinaryPrimitives.ReadUInt32LittleEndian(info[NotSent..]) == 0;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return true;
        }
    }

    /// <summary>Bytes that the peer has acknowledged since the connection stands (RFC 4898, ThruOctetsAcked); null when the connection is gone.</summary>
    internal static long? Acked(Socket socket)
    {
        Span<byte> info = stackalloc byte[256];
        try
        {
            return socket.GetRawSocketOption(Tcp, TcpInfo, info) >= BytesAcked + 8 ? BinaryPrimitives.ReadInt64LittleEndian(info[BytesAcked..]) : null;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return null;
        }
    }
}
