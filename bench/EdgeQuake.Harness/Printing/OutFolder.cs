namespace EdgeQuake.Harness;

/// <summary>The folder that a run writes to. A file that cannot be written is named, and the run ends with exit 3.</summary>
/// <param name="Path">As asked for with <c>--out</c>, relative to the current folder.</param>
internal sealed record OutFolder(string Path)
{
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
