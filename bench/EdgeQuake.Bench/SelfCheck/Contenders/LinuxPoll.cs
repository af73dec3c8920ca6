using System.Buffers.Binary;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace EdgeQuake.Bench;

/// <summary>Linux only: epoll(7) itself, level-triggered. The runtime's own engine asks each socket twice for each event, and wakes for each.</summary>
[SupportedOSPlatform("linux")]
internal sealed partial class LinuxPoll : IDisposable
{
    private const int Add = 1, Most = 1024;
    private const uint Readable = 1;

    // struct epoll_event is packed on x86-64 and nowhere else.
    private static readonly int Data = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;
    private static readonly int Stride = Data + 8;

    private readonly int _poll = Create(0);
    private readonly byte[] _ready = new byte[Most * Stride];

    /// <summary>Tells of <paramref name="socket"/> as <paramref name="number"/> from now on, until it is closed.</summary>
    public void Watch(Socket socket, int number)
    {
        var what = new byte[Stride];
        BinaryPrimitives.WriteUInt32LittleEndian(what, Readable);
        BinaryPrimitives.WriteInt32LittleEndian(what.AsSpan(Data), number);
        if (Control(_poll, Add, (int)socket.Handle, what) != 0)
        {
            throw new SocketException(Marshal.GetLastPInvokeError());
        }
    }

    /// <summary>Waits for at most so many milliseconds. How many are readable: <see cref="this[int]"/>.</summary>
    public int Wait(int milliseconds) => Math.Max(0, Wait(_poll, _ready, Most, milliseconds));

    /// <summary>The number of the socket that is readable.</summary>
    public int this[int i] => BinaryPrimitives.ReadInt32LittleEndian(_ready.AsSpan((i * Stride) + Data));

    public void Dispose() => _ = Close(_poll);

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    private static partial int Create(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    private static partial int Control(int poll, int what, int descriptor, byte[] settings);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    private static partial int Wait(int poll, [Out] byte[] ready, int most, int milliseconds);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
