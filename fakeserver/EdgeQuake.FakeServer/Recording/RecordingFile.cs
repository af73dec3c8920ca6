using System.Text.Json;

namespace EdgeQuake.FakeServer;

/// <summary>Reads a recording: JSON lines as <see cref="RecordingLines"/> writes them. A last line that was cut off is left out, anything else that is wrong refuses the file.</summary>
public static class RecordingFile
{
    private const string Expected = "a line that 'record' wrote";

    /// <summary>The recording, or what is wrong with the file.</summary>
    public static (Recording? Recording, Problem? Problem) Read(string path)
    {
        try
        {
            return Parse(File.ReadAllBytes(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, new Problem(path, 0, 0, "cannot be read: " + e.Message, "a recording"));
        }
    }

    /// <param name="file">Its name, for problems.</param>
    public static (Recording? Recording, Problem? Problem) Parse(ReadOnlyMemory<byte> bytes, string file)
    {
        var builder = new RecordingBuilder();
        var number = 0;
        for (var rest = bytes; rest.Length > 0;)
        {
            number++;
            var lf = rest.Span.IndexOf((byte)'\n');
            var whole = lf >= 0;
            var line = whole ? rest[..lf] : rest;
            rest = whole ? rest[(lf + 1)..] : default;
            try
            {
                using var json = JsonDocument.Parse(line);
                builder.Add(json.RootElement, number);
            }
            catch (JsonException) when (!whole && number > 1)
            {
                builder.Torn = true;
            }
            catch (JsonException e)
            {
                return (null, new Problem(file, number, 1, $"no line of a recording: {e.Message}", Expected));
            }
            catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException)
            {
                return (null, new Problem(file, number, 1, $"a member is missing or of the wrong type: {e.Message}", Expected));
            }
        }

        return builder.Build() is { } recording ? (recording, null) : (null, new Problem(file, 0, 0, "the file is empty", "a recording: its first line is of kind recording"));
    }
}
