using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace EdgeQuake.Bench;

/// <summary>Linux only: recvmsg(2) into one buffer, with the kernel's own stamp of the last segment that was read (SO_TIMESTAMPNS, socket(7)).</summary>
/// <remarks>
/// A thread that is late to read stamps late, and on a machine that the server shares it is late by tens of milliseconds: what is measured then is who was given the processor.
/// The kernel stamps when a segment arrives, whoever runs.
/// </remarks>
[SupportedOSPlatform("linux")]
internal sealed partial class LinuxReceive
{
    private const int Room = 64, ControlLength = 5, Flags = 6;

    // struct cmsghdr: its length as a word, then level and type.
    private static readonly int Head = nint.Size + 8;

    // struct msghdr, a word each: name, its length, slices, how many, control, its length, flags. All is pinned: the kernel is told of it once.
    private readonly nint[] _message = GC.AllocateArray<nint>(7, pinned: true);
    private readonly nint[] _slice = GC.AllocateArray<nint>(2, pinned: true);
    private readonly byte[] _control = GC.AllocateArray<byte>(Room, pinned: true);

    public LinuxReceive(int size)
    {
        Buffer = GC.AllocateUninitializedArray<byte>(size, pinned: true);
        (_message[2], _message[3], _message[4]) = (Marshal.UnsafeAddrOfPinnedArrayElement(_slice, 0), 1, Marshal.UnsafeAddrOfPinnedArrayElement(_control, 0));
    }

    /// <summary>What the reads brought, until it is written over.</summary>
    public byte[] Buffer { get; }

    /// <param name="at">Where in the buffer.</param>
    /// <param name="most">Bytes.</param>
    /// <param name="arrived">Nanoseconds since 1970 of the wall clock; 0 = the kernel does not say.</param>
    /// <returns>Bytes received, 0 = the other side has ended; meaningless with an error.</returns>
    public int Read(int descriptor, int at, int most, out long arrived, out SocketError error)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, Buffer.Length - at);
        (_slice[0], _slice[1]) = (Marshal.UnsafeAddrOfPinnedArrayElement(Buffer, at), most);
        (_message[ControlLength], _message[Flags]) = (Room, 0);
        var n = (int)Receive(descriptor, _message, 0);
        error = n < 0 ? LinuxSocket.Last() : SocketError.Success;
        arrived = n > 0 ? Stamp(_control.AsSpan(0, (int)Math.Clamp(_message[ControlLength], 0, Room))) : 0;
        return n;
    }

    /// <summary>The stamp among the control messages, cmsg(3); 0 = there is none.</summary>
    internal static long Stamp(ReadOnlySpan<byte> control)
    {
        while (control.Length >= Head)
        {
            var length = MemoryMarshal.Read<nint>(control);
            if (length < Head || length > control.Length)
            {
                return 0;
            }

            var (level, kind) = (MemoryMarshal.Read<int>(control[nint.Size..]), MemoryMarshal.Read<int>(control[(nint.Size + 4)..]));
            if (level == LinuxSocket.SocketLevel && kind == LinuxSocket.StampOfArrival && length >= Head + 16)
            {
                return (MemoryMarshal.Read<long>(control[Head..]) * 1_000_000_000) + MemoryMarshal.Read<long>(control[(Head + 8)..]);
            }

            control = control[(int)Math.Min(control.Length, (length + nint.Size - 1) & -nint.Size)..];
        }

        return 0;
    }

    [LibraryImport("libc", EntryPoint = "recvmsg", SetLastError = true)]
    private static partial nint Receive(int descriptor, [In, Out] nint[] message, int flags);
}
