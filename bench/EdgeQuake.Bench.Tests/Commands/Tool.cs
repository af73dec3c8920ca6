using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using EdgeQuake.Harness;

namespace EdgeQuake.Bench.Tests;

/// <summary>The built command, run as a user runs it: a process of its own, in a folder of its own.</summary>
internal sealed class Tool : IDisposable
{
    private readonly string _assembly;

    /// <param name="of">A type of the program that is called; null = <c>edgequake-harness</c>.</param>
    public Tool(Type? of = null)
    {
        _assembly = (of ?? typeof(HarnessCommand)).Assembly.Location;
        Directory.CreateDirectory(Folder);
    }

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

    /// <summary>The same with variables of the environment, which otherwise says nothing of the CI system that the tests may run on.</summary>
    public Call Start(IReadOnlyDictionary<string, string> environment, IReadOnlyList<string> args)
    {
        var start = new ProcessStartInfo("dotnet", [_assembly, .. args])
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment.Remove("GITHUB_STEP_SUMMARY");
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

    public string Read(string name) => File.ReadAllText(Path.Combine(Folder, name));

    public void Delete(string name) => File.Delete(Path.Combine(Folder, name));

    public bool Has(string name) => File.Exists(Path.Combine(Folder, name));

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
