using System.Reflection;

namespace EdgeQuake.FakeServer;

/// <summary>Version and commit of the tool: from the assembly, where the SDK wrote <c>0.1.0+commit</c>; else from the working copy it runs in.</summary>
internal static class ToolVersion
{
    public static (string Version, string Commit) Of(Assembly assembly, string directory)
    {
        var informational = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";
        var plus = informational.IndexOf('+', StringComparison.Ordinal);
        return plus > 0 ? (informational[..plus], informational[(plus + 1)..]) : (informational, FromWorkingCopy(directory) ?? "unknown");
    }

    /// <summary>HEAD of the repository that holds the directory, following one symbolic reference and a worktree's <c>.git</c> file.</summary>
    internal static string? FromWorkingCopy(string directory)
    {
        try
        {
            for (var at = new DirectoryInfo(directory); at is not null; at = at.Parent)
            {
                var git = Path.Combine(at.FullName, ".git");
                if (Directory.Exists(git) || File.Exists(git))
                {
                    return Head(File.Exists(git) ? File.ReadAllText(git)["gitdir:".Length..].Trim() : git);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null; // half a repository is none
        }

        return null;
    }

    private static string? Head(string git)
    {
        var head = File.ReadAllText(Path.Combine(git, "HEAD")).Trim();
        if (!head.StartsWith("ref: ", StringComparison.Ordinal))
        {
            return head;
        }

        var common = Path.Combine(git, "commondir");
        var root = File.Exists(common) ? Path.GetFullPath(Path.Combine(git, File.ReadAllText(common).Trim())) : git;
        var loose = Path.Combine(root, head[5..]);
        return File.Exists(loose)
            ? File.ReadAllText(loose).Trim()
            : File.ReadLines(Path.Combine(root, "packed-refs")).Where(l => l.EndsWith(' ' + head[5..], StringComparison.Ordinal)).Select(l => l.Split(' ')[0]).FirstOrDefault();
    }
}
