namespace EdgeQuake.Bench;

/// <summary>What settings may refer to beside their own words: variables of the environment, and files.</summary>
/// <param name="Variable">The value of a variable; null = not set.</param>
/// <param name="Text">The text of a file, or why there is none.</param>
public sealed record SettingSource(Func<string, string?> Variable, Func<string, (string? Text, string? Why)> Text)
{
    /// <summary>This process's environment, and files named from a folder.</summary>
    public static SettingSource In(string folder) => new(Environment.GetEnvironmentVariable, path => Read(Path.Combine(folder, path)));

    private static (string? Text, string? Why) Read(string path)
    {
        try
        {
            return File.Exists(path) ? (File.ReadAllText(path), null) : (null, "there is no such file");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, $"cannot be read: {e.Message}");
        }
    }
}
