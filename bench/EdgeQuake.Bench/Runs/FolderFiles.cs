namespace EdgeQuake.Bench;

/// <summary>The files of a run into one folder: what cannot be written is told, and never costs the others.</summary>
public static class FolderFiles
{
    /// <summary>Writes all that can be written, in order. A file that was cut off by a full disk is removed: half a run.json would be read as none.</summary>
    /// <returns>One line for each cause, with the files that it cost; empty = all are there.</returns>
    public static IReadOnlyList<string> Write(string folder, IReadOnlyList<(string Name, Func<byte[]> Content)> files)
    {
        var failed = files.Select(f => (f.Name, Failure: Write(folder, f.Name, f.Content))).Where(f => f.Failure is not null);
        return [.. failed.GroupBy(f => (f.Failure!.GetType(), f.Failure.HResult)).Select(g => Line(folder, [.. g.Select(f => f.Name)], g.First().Failure!))];
    }

    private static string Line(string folder, string[] names, Exception failure) =>
        $"{Path.Combine(folder, names[0])}{(names.Length == 1 ? " was" : string.Concat(names.Skip(1).Select(n => $", {n}")) + " were")} not written: {failure.Message}";

    private static Exception? Write(string folder, string name, Func<byte[]> content)
    {
        var path = Path.Combine(folder, name);
        var begun = false;
        try
        {
            var bytes = content();
            Directory.CreateDirectory(folder);
            begun = true;
            File.WriteAllBytes(path, bytes);
            return null;
        }
        catch (Exception failure)
        {
            // The boundary around each report: one that cannot be made or written must not take the run's numbers with it.
            return begun ? Removed(path, failure) : failure;
        }
    }

    private static Exception Removed(string path, Exception failure)
    {
        try
        {
            File.Delete(path);
            return failure;
        }
        catch (Exception also) when (also is IOException or UnauthorizedAccessException)
        {
            return new IOException($"{failure.Message} (and what there is of it cannot be removed: {also.Message})", failure) { HResult = failure.HResult };
        }
    }
}
