using System.ComponentModel;
using System.Diagnostics;

namespace EdgeQuake.Bench;

/// <summary>The Python contender: its script, and whether there is a Python that can run it.</summary>
internal sealed class HttpxLoop : IDisposable
{
    private readonly string _script = Path.GetTempFileName();

    private HttpxLoop()
    {
        using var from = typeof(HttpxLoop).Assembly.GetManifestResourceStream("httpx_loop.py")!;
        using var to = File.Create(_script);
        from.CopyTo(to);
    }

    /// <summary>The Python that has httpx.</summary>
    public string Python { get; private init; } = "";

    /// <summary>Of httpx.</summary>
    public string Version { get; private init; } = "";

    public IReadOnlyList<string> Command => [Python, _script];

    /// <summary>Finds httpx in the named Python; where none is named, in the first of the path and then in the system's own.</summary>
    /// <exception cref="SelfTestException">There is none.</exception>
    public static HttpxLoop Find(string python)
    {
        using var probe = new HttpxLoop();
        var tried = python == "python3" && OperatingSystem.IsLinux() ? new[] { python, "/usr/bin/python3" } : [python];
        foreach (var one in tried)
        {
            if (Ask(one, probe._script) is { } version)
            {
                return new() { Python = one, Version = version };
            }
        }

        throw new SelfTestException($"httpx is not installed for {string.Join(" or ", tried)}: install it (Debian: python3-httpx), name another with --python, or leave it out with --without httpx");
    }

    public void Dispose() => File.Delete(_script);

    private static string? Ask(string python, string script)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(python, [script, "--version"]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false });
            var said = process?.StandardOutput.ReadToEnd().Trim();
            process?.WaitForExit();
            return process?.ExitCode == 0 ? said : null;
        }
        catch (Win32Exception)
        {
            return null; // there is no such program
        }
    }
}
