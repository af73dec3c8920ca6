using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace EdgeQuake.Bench.Tests;

/// <summary>A terminal without a screen (Linux): what is drawn on it is kept as text, and its window can change its size.</summary>
internal sealed class Terminal : IDisposable
{
    private const int ReadWrite = 2, NotOurs = 0x100, NotInherited = 0x80000, SetSize = 0x5414;
    private readonly SafeFileHandle _master;
    private readonly StringBuilder _drawn = new();
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Terminal(ushort columns, ushort rows)
    {
        var master = posix_openpt(ReadWrite | NotOurs | NotInherited);
        if (master < 0 || grantpt(master) < 0 || unlockpt(master) < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), "no terminal can be had");
        }

        _master = new SafeFileHandle(master, ownsHandle: true);
        Name = Marshal.PtrToStringUTF8(ptsname(master))!;
        Resize(columns, rows);
        new Thread(Read) { IsBackground = true, Name = "terminal" }.Start();
    }

    /// <summary>Path of the device.</summary>
    public string Name { get; }

    /// <summary>Completes when nobody holds it open any more.</summary>
    public Task Over => _over.Task;

    /// <summary>All that was drawn, control sequences and all.</summary>
    public string Drawn
    {
        get
        {
            lock (_drawn)
            {
                return _drawn.ToString();
            }
        }
    }

    /// <summary>The programs on it are told with SIGWINCH.</summary>
    public void Resize(ushort columns, ushort rows)
    {
        if (ioctl(_master.DangerousGetHandle().ToInt32(), SetSize, [rows, columns, 0, 0]) < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    /// <summary>Hangs up, as a connection that is lost does.</summary>
    public void Dispose() => _master.Dispose();

    private void Read()
    {
        var (bytes, decoder) = (new byte[4096], Encoding.UTF8.GetDecoder());
        var chars = new char[4096];
        try
        {
            using var from = new FileStream(_master, FileAccess.Read, bufferSize: 0);
            for (int n; (n = from.Read(bytes)) > 0;)
            {
                var count = decoder.GetChars(bytes, 0, n, chars, 0);
                lock (_drawn)
                {
                    _drawn.Append(chars, 0, count);
                }
            }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // Linux says EIO when the last program has left.
            _over.TrySetResult();
            return;
        }

        _over.TrySetResult();
    }

#pragma warning disable SYSLIB1054 // Generated marshalling needs unsafe code, which tests do without.
    [DllImport("libc", SetLastError = true)]
    private static extern int posix_openpt(int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int grantpt(int master);

    [DllImport("libc", SetLastError = true)]
    private static extern int unlockpt(int master);

    [DllImport("libc", SetLastError = true)]
    private static extern IntPtr ptsname(int master);

    [DllImport("libc", SetLastError = true)]
    private static extern int ioctl(int master, nuint what, ushort[] size);
#pragma warning restore SYSLIB1054
}
