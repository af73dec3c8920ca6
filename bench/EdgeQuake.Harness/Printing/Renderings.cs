using EdgeQuake.Bench;

namespace EdgeQuake.Harness;

/// <summary>The files of a run: its run.json first, then the reports. One that cannot be made or written is named and never costs the others, nor what goes to the console.</summary>
internal static class Renderings
{
    /// <returns>Exit 3 when one is missing.</returns>
    public static ExitCode Write(Session session, OutFolder folder, params IReadOnlyList<(string Name, Func<string> Render)> files) =>
        Lost(session, FolderFiles.Write(folder.Path, [.. files.Select(f => (f.Name, (Func<byte[]>)(() => System.Text.Encoding.UTF8.GetBytes(f.Render()))))]));

    /// <summary>Names what could not be written.</summary>
    /// <returns>Exit 3 when anything was.</returns>
    public static ExitCode Lost(Session session, IReadOnlyList<string> lost)
    {
        foreach (var line in lost)
        {
            session.Error.WriteLine($"error: {line}");
        }

        return lost.Count > 0 ? ExitCode.Broken : ExitCode.Ok;
    }

    /// <summary>Says where the report is, where it is: one that was lost has been named.</summary>
    public static void Tell(TextWriter output, string folder, string name = "report.html")
    {
        if (Path.Combine(folder, name) is var path && File.Exists(path))
        {
            output.WriteLine($"report: {path}");
        }
    }
}
