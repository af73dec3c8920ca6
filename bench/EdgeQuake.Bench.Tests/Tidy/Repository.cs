using System.Diagnostics;

namespace EdgeQuake.Bench.Tests;

/// <summary>The working tree that the tests were built from: tracked files (and new ones that are not ignored), read as text.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Paths relative to the root, with forward slashes, of every file that git tracks or would track.</summary>
    public static IReadOnlyList<string> Files { get; } = ListFiles();

    /// <summary>C# sources.</summary>
    public static IEnumerable<string> Sources => Files.Where(f => f.EndsWith(".cs", StringComparison.Ordinal));

    public static string Text(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static string[] Lines(string path) => File.ReadAllLines(Path.Combine(Root, path));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "EdgeQuake.Harness.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"no EdgeQuake.Harness.sln above {AppContext.BaseDirectory}");
    }

    private static List<string> ListFiles()
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["-C", Root, "ls-files", "--cached", "--others", "--exclude-standard"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var lines = git.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        // A file deleted but not yet committed is listed and not there.
        return git.ExitCode == 0 && lines.Length > 0
            ? [.. lines.Where(f => File.Exists(Path.Combine(Root, f)))]
            : throw new InvalidOperationException("git ls-files lists nothing: the tidy tests need the repository");
    }
}
