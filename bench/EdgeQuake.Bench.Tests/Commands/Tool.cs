using System.Collections.Immutable;
using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using EdgeQuake.Harness;

namespace EdgeQuake.Bench.Tests;

/// <summary>The built command, run as a user runs it: a process of its own, in a folder of its own.</summary>
internal sealed class Tool : IDisposable
{
    private static readonly string[] Foreign = ["GITHUB_STEP_SUMMARY", "http_proxy", "https_proxy", "all_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"];
    private readonly IReadOnlyList<string> _command;

    /// <param name="of">A type of the program that is called; null = <c>edgequake-harness</c>.</param>
    public Tool(Type? of = null)
    {
        _command = of is null ? Command : ["dotnet", of.Assembly.Location];
        Directory.CreateDirectory(Folder);
    }

    /// <summary>How <c>edgequake-harness</c> is started. <c>EDGEQUAKE_HARNESS</c> names the command as one file, which is then tested in place of the build's.</summary>
    public static IReadOnlyList<string> Command { get; } =
        Environment.GetEnvironmentVariable("EDGEQUAKE_HARNESS") is { Length: > 0 } file ? [Path.GetFullPath(file, Repository.Root)] : ["dotnet", typeof(HarnessCommand).Assembly.Location];

    /// <summary>The current folder of every call; gone at the end.</summary>
    public string Folder { get; } = Path.Combine(Path.GetTempPath(), $"edgequake-harness-{Guid.NewGuid():N}");

    /// <summary>Runs one call to its end.</summary>
    public async Task<Called> RunAsync(params string[] args)
    {
        await using var call = Start(args);
        return await call.EndAsync();
    }

    /// <summary>Starts a call that the test ends.</summary>
    public Call Start(params string[] args) => Start(ImmutableDictionary<string, string>.Empty, args);

    /// <summary>The same with variables of the environment, which otherwise says nothing of the CI system that the tests may run on, and of no proxy.</summary>
    public Call Start(IReadOnlyDictionary<string, string> environment, IReadOnlyList<string> args) => Start(environment, _command[0], [.. _command.Skip(1), .. args]);

    /// <summary>The call in the hands of a shell, where it is <c>"$@"</c>: for what only a shell can do to it.</summary>
    public Call Shell(string script, IReadOnlyDictionary<string, string> environment, IReadOnlyList<string> args) => Start(environment, "sh", ["-c", script, "sh", .. _command, .. args]);

    /// <summary>The same, of a session of its own that has the terminal.</summary>
    public Call OnTerminal(string terminal, IReadOnlyList<string> args) =>
        Start(new Dictionary<string, string> { ["TERM"] = "xterm" }, "setsid", ["-w", "sh", "-c", "tty=$1; shift; exec \"$@\" <\"$tty\" >\"$tty\" 2>\"$tty\"", "sh", terminal, .. _command, .. args]);

    private Call Start(IReadOnlyDictionary<string, string> environment, string program, IReadOnlyList<string> args)
    {
        var start = new ProcessStartInfo(program, args)
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var name in Foreign)
            start.Environment.Remove(name);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new(Process.Start(start)!);
    }

    /// <summary>Writes a file into the folder and returns its name.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(Path.Combine(Folder, name), text);
        return name;
    }

    /// <summary>Every file in the folder and below as text, what is packed unpacked.</summary>
    public string Everything() => string.Concat(Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(f => $"== {Path.GetFileName(f)}\n{Text(f)}\n"));

    private static string Text(string file)
    {
        using var bytes = File.OpenRead(file);
        using var reader = new StreamReader(file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(bytes, CompressionMode.Decompress) : bytes);
        return reader.ReadToEnd();
    }

    public string Read(string name) => File.ReadAllText(Path.Combine(Folder, name));

    public void Delete(string name) => File.Delete(Path.Combine(Folder, name));

    public bool Has(string name) => File.Exists(Path.Combine(Folder, name));

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
