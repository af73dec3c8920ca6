using System.Buffers.Binary;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace EdgeQuake.Bench;

/// <summary>Linux only: epoll(7) itself, level-triggered. The runtime's own engine asks each socket twice for each event, and wakes for each.</summary>
[SupportedOSPlatform("linux")]
internal sealed partial class LinuxPoll : IDisposable
{
    /// <summary>The number that stands among the ready ones when somebody called <see cref="Wake"/>.</summary>
    public const int Woken = -1;

    private const int PollIn = 1;
    private const int Add = 1, Change = 3, Most = 1024, NonBlocking = 0x800;
    private const uint Readable = 1, Writable = 4;

    // struct epoll_event is packed on x86-64 and nowhere else.
    private static readonly int Data = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;
    private static readonly int Stride = Data + 8;

    private readonly int _poll = Create(0);
    private readonly int _waker = Counter(0, NonBlocking);
    private readonly byte[] _ready = new byte[Most * Stride];
    private readonly byte[] _count = new byte[8];

    public LinuxPoll() => Tell(Add, _waker, Woken, Readable);

    /// <summary>Tells of <paramref name="socket"/> as <paramref name="number"/> from now on, until it is closed.</summary>
    public void Watch(Socket socket, int number) => Tell(Add, (int)socket.Handle, number, Readable);

    /// <param name="writable">Also when it can be written to.</param>
    public void Watch(int descriptor, int number, bool writable) => Tell(Add, descriptor, number, Readable | (writable ? Writable : 0));

    /// <summary>The same for a socket that is watched already.</summary>
    public void WatchAnew(int descriptor, int number, bool writable) => Tell(Change, descriptor, number, Readable | (writable ? Writable : 0));

    /// <summary>Waits for at most so many milliseconds, -1 = for ever. How many are ready: <see cref="this[int]"/>.</summary>
    public int Wait(int milliseconds) => Math.Max(0, Wait(_poll, _ready, Most, milliseconds));

    /// <summary>Lets what is ready gather for so many microseconds; less where somebody calls <see cref="Wake"/>.</summary>
    public void Gather(int microseconds) => _ = Pause([_waker, PollIn], 1, [0, microseconds * 1000], 0);

    /// <summary>The number of the socket that is ready.</summary>
    public int this[int i] => BinaryPrimitives.ReadInt32LittleEndian(_ready.AsSpan((i * Stride) + Data));

    /// <summary>Ends the wait that is, or the next; from any thread.</summary>
    public void Wake() => _ = Write(_waker, [1, 0, 0, 0, 0, 0, 0, 0], 8);

    /// <summary>The waker was heard.</summary>
    public void Heard() => _ = Read(_waker, _count, 8);

    public void Dispose()
    {
        _ = Close(_waker);
        _ = Close(_poll);
    }

    private void Tell(int how, int descriptor, int number, uint events)
    {
        Span<byte> what = stackalloc byte[Stride];
        what.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(what, events);
        BinaryPrimitives.WriteInt32LittleEndian(what[Data..], number);
        if (Control(_poll, how, descriptor, what) != 0)
        {
            throw new IOException($"epoll_ctl: error {Marshal.GetLastPInvokeError()}");
        }
    }

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    private static partial int Create(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    private static partial int Control(int poll, int what, int descriptor, Span<byte> settings);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    private static partial int Wait(int poll, [Out] byte[] ready, int most, int milliseconds);

    // struct pollfd is the descriptor, then two shorts; struct timespec two words.
    [LibraryImport("libc", EntryPoint = "ppoll", SetLastError = true)]
    private static partial int Pause(ReadOnlySpan<int> whom, nuint count, ReadOnlySpan<nint> time, nint signals);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    private static partial int Counter(uint start, int flags);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(int descriptor, ReadOnlySpan<byte> bytes, nint length);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint Read(int descriptor, [Out] byte[] bytes, nint length);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
