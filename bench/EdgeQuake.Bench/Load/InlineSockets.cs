namespace EdgeQuake.Bench;

/// <summary>
/// Socket completions on the thread that polls for them, instead of a hop through the thread pool: half the CPU per event, and stamps that do not wait for a
/// pool thread. The runtime reads the setting when a process first uses a socket, so it belongs at the start of a program, not in a library.
/// </summary>
public static class InlineSockets
{
    private const string Setting = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    /// <summary>True when this process was asked for it, by us or by its environment. Windows has no such setting, and always says false.</summary>
    public static bool Asked => !OperatingSystem.IsWindows() && Environment.GetEnvironmentVariable(Setting) == "1";

    /// <summary>Asks for it, unless the environment has decided. Call before the first socket.</summary>
    public static void Prefer()
    {
        if (Environment.GetEnvironmentVariable(Setting) is null)
        {
            Environment.SetEnvironmentVariable(Setting, "1");
        }
    }

    /// <summary>The client path, as reports name it.</summary>
    internal static string Via => "SocketsHttpHandler, HTTP/1.1" + (Asked ? ", inline completions" : "");
}
