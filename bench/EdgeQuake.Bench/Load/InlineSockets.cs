namespace EdgeQuake.Bench;

/// <summary>
/// Socket completions on the thread that polls for them, instead of a hop through the thread pool: half the CPU per event, and stamps that do not wait for a
/// pool thread. The runtime reads the setting when a process first uses a socket, so it belongs at the start of a program, not in a library.
/// </summary>
public static class InlineSockets
{
    private const string Setting = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";
    private const string Threads = "DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT";

    private static readonly HashSet<string> Ours = new(StringComparer.Ordinal);

    /// <summary>True when this process was asked for it, by us or by its environment. Windows has no such setting, and always says false.</summary>
    public static bool Asked => !OperatingSystem.IsWindows() && Environment.GetEnvironmentVariable(Setting) == "1";

    /// <summary>Asks for it, unless the environment has decided. Call before the first socket.</summary>
    /// <param name="threads">How many threads poll; null = as many as the runtime thinks right. A reader that shares the machine with what it measures needs one.</param>
    public static void Prefer(int? threads = null)
    {
        Set(Setting, "1");
        if (threads is { } n)
        {
            Set(Threads, $"{n}");
        }
    }

    /// <summary>What was asked for this process is not for one that it starts: a measured server runs as it would alone.</summary>
    internal static void Forget(System.Diagnostics.ProcessStartInfo child)
    {
        foreach (var setting in Ours)
        {
            child.Environment.Remove(setting);
        }
    }

    /// <summary>The client path, as reports name it.</summary>
    internal static string Via => "SocketsHttpHandler, HTTP/1.1" + (Asked ? ", inline completions" : "");

    private static void Set(string setting, string value)
    {
        if (Environment.GetEnvironmentVariable(setting) is null)
        {
            Environment.SetEnvironmentVariable(setting, value);
            Ours.Add(setting);
        }
    }
}
