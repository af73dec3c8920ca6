using System.Text.RegularExpressions;

namespace EdgeQuake.Bench.Tests;

/// <summary>What a command needs beside the SDK, where it is not on this machine.</summary>
internal static partial class Needs
{
    /// <summary>The first thing that is missing; null = nothing is.</summary>
    public static string? Of(string command) =>
        Program().Matches(command).Select(m => m.Value).Where(p => !OnPath(p)).Select(p => $"{p} is not here").FirstOrDefault()
        ?? Adapter().Matches(command).Select(m => m.Groups[1].Value).Select(Installed).OfType<string>().FirstOrDefault();

    private static string? Installed(string adapter)
    {
        var folder = Path.Combine(Repository.Root, "conformance", "adapters", adapter);
        return File.Exists(Path.Combine(folder, "package.json")) && !Directory.Exists(Path.Combine(folder, "node_modules")) ? $"npm ci was not run in conformance/adapters/{adapter}"
            : adapter == "curl" && !OnPath("curl") ? "curl is not here"
            : null;
    }

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    // As a word of its own: not the end of openai-node.
    [GeneratedRegex(@"(?<![\w/.-])(curl|python3|node|npm)(?![\w/.-])")]
    private static partial Regex Program();

    [GeneratedRegex(@"conformance/adapters/([\w-]+)(?=[\s/]|$)")]
    private static partial Regex Adapter();
}
