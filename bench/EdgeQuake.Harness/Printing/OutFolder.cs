namespace EdgeQuake.Harness;

/// <summary>The folder that a run writes to. A file that cannot be written is named, and the run ends with exit 3.</summary>
/// <param name="Path">As asked for with <c>--out</c>, relative to the current folder.</param>
internal sealed record OutFolder(string Path)
{
    /// <summary>Makes the folder and tries it, so that a run of an hour does not find at its end that it cannot be kept.</summary>
    /// <exception cref="CommandException">Exit 3: it takes no file.</exception>
    public OutFolder Ready()
    {
        try
        {
            Directory.CreateDirectory(Path);
            using var trial = new FileStream(System.IO.Path.Combine(Path, $".trial-{Environment.ProcessId}"), FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return this;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw CommandException.Broken($"--out: {Path} takes no file, and nothing was begun: {failure.Message}", failure);
        }
    }

    /// <summary>Writes a text file as UTF-8 without a mark, and returns its path as it can be typed.</summary>
    public string Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>Writes a file, and the folders of its name.</summary>
    public string Write(string name, ReadOnlyMemory<byte> bytes)
    {
        var path = System.IO.Path.Combine(Path, name);
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path) is { Length: > 0 } folder ? folder : ".");
            File.WriteAllBytes(path, bytes.Span);
            return path;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw CommandException.Broken($"{path} cannot be written: {failure.Message}", failure);
        }
    }
}
