using System.CommandLine;

namespace EdgeQuake.Harness;

/// <summary>The one file that a verb writes where the user says: never over another by accident, and named when it cannot be written.</summary>
internal sealed class NewFile
{
    /// <summary><c>-o run.jsonl</c>.</summary>
    public Option<string?> Name { get; }

    /// <summary><c>--force</c>.</summary>
    public Option<bool> Force { get; } = new("--force") { Description = "Write over a file that exists." };

    public NewFile(string about, bool required) =>
        Name = new Option<string?>("--output", "-o") { Description = about, HelpName = "file", Required = required };

    /// <summary>Opens it, empty and unbuffered. Exit 2 when it exists, 3 when it cannot be written.</summary>
    public FileStream Open(ParseResult parsed)
    {
        var path = parsed.GetValue(Name)!;
        var force = parsed.GetValue(Force);
        try
        {
            return new FileStream(path, new FileStreamOptions
            {
                Mode = force ? FileMode.Create : FileMode.CreateNew,
                Access = FileAccess.Write,
                Share = FileShare.ReadWrite,
                BufferSize = 0,
            });
        }
        catch (IOException) when (!force && File.Exists(path))
        {
            throw CommandException.Usage($"{path} exists; choose another name, or --force writes over it");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Unwritable(path, failure);
        }
    }

    /// <summary>One line for a file that takes no more.</summary>
    public static CommandException Unwritable(string path, Exception failure) => CommandException.Broken($"{path} cannot be written: {failure.Message}", failure);
}
