using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace EdgeQuake.Bench;

/// <summary>Linux only: a TCP socket as its descriptor and nothing else. Socket keeps half a kilobyte a connection for engines that are not used here.</summary>
[SupportedOSPlatform("linux")]
internal static partial class LinuxSocket
{
    private const int Stream = 1, NonBlocking = 0x800, CloseOnExec = 0x80000, Inet = 2, Inet6 = 10, NoSignal = 0x4000;
    private const int Tcp = 6, NoDelay = 1, PendingError = 4, InProgress = 115;

    /// <summary>SOL_SOCKET and SO_TIMESTAMPNS, as an option is set and as the control message of a read bears them.</summary>
    internal const int SocketLevel = 1, StampOfArrival = 35;

    /// <summary>One that does not block, does not wait to fill its segments, and knows when they arrived (<see cref="LinuxReceive"/>).</summary>
    /// <exception cref="SocketException">This machine has none left.</exception>
    public static int Open(AddressFamily family)
    {
        var descriptor = Create(family == AddressFamily.InterNetworkV6 ? Inet6 : Inet, Stream | NonBlocking | CloseOnExec, 0);
        if (descriptor < 0)
        {
            throw new SocketException((int)Last());
        }

        var on = 1;
        _ = Set(descriptor, Tcp, NoDelay, in on, sizeof(int));
        _ = Set(descriptor, SocketLevel, StampOfArrival, in on, sizeof(int));
        return descriptor;
    }

    /// <summary>Begins to connect: it is connected, or has failed, when it can be written to.</summary>
    public static SocketError Connect(int descriptor, IPEndPoint to)
    {
        var address = to.Serialize();
        return Connect(descriptor, address.Buffer.Span[..address.Size], address.Size) == 0 || Marshal.GetLastPInvokeError() == InProgress ? SocketError.Success : Last();
    }

    /// <summary>What became of a connection that was begun.</summary>
    public static SocketError Error(int descriptor)
    {
        var (error, size) = (0, sizeof(int));
        return Get(descriptor, SocketLevel, PendingError, ref error, ref size) == 0 ? Word(error) : Last();
    }

    /// <returns>Bytes sent; meaningless with an error.</returns>
    public static int Send(int descriptor, ReadOnlySpan<byte> bytes, out SocketError error)
    {
        var n = (int)Send(descriptor, bytes, bytes.Length, NoSignal);
        error = n < 0 ? Last() : SocketError.Success;
        return n;
    }

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int descriptor);

    /// <summary>What the last call here failed of.</summary>
    internal static SocketError Last() => Word(Marshal.GetLastPInvokeError());

    /// <summary>errno(3) as the word that the platform has for it.</summary>
    private static SocketError Word(int errno) => errno switch
    {
        0 => SocketError.Success,
        4 => SocketError.Interrupted,
        11 => SocketError.WouldBlock,
        13 => SocketError.AccessDenied,
        23 or 24 => SocketError.TooManyOpenSockets,
        32 => SocketError.Shutdown,
        99 => SocketError.AddressNotAvailable,
        100 => SocketError.NetworkDown,
        101 => SocketError.NetworkUnreachable,
        103 => SocketError.ConnectionAborted,
        104 => SocketError.ConnectionReset,
        105 => SocketError.NoBufferSpaceAvailable,
        110 => SocketError.TimedOut,
        111 => SocketError.ConnectionRefused,
        113 => SocketError.HostUnreachable,
        _ => SocketError.SocketError,
    };

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial int Create(int family, int kind, int protocol);

    [LibraryImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    private static partial int Set(int descriptor, int level, int name, in int value, int size);

    [LibraryImport("libc", EntryPoint = "getsockopt", SetLastError = true)]
    private static partial int Get(int descriptor, int level, int name, ref int value, ref int size);

    [LibraryImport("libc", EntryPoint = "connect", SetLastError = true)]
    private static partial int Connect(int descriptor, ReadOnlySpan<byte> address, int length);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    private static partial nint Send(int descriptor, ReadOnlySpan<byte> bytes, nint length, int flags);
}
