using System.Text.Json;
using EdgeQuake.Bench;

namespace EdgeQuake.Harness;

/// <summary>What every run.json says of itself, whatever its kind: enough to name and to list it.</summary>
internal sealed record RunHeaderFile(string Kind, string Machine, string Commit, DateTimeOffset StartedUtc, string Subject)
{
    /// <summary>Reads the header of <c>run.json</c> in a folder; exit 2 with what is wrong.</summary>
    public static RunHeaderFile Read(string folder)
    {
        var file = Path.Combine(folder, "run.json");
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            var header = document.RootElement.GetProperty("header");
            return new RunHeaderFile(
                Word(header, "kind"), Word(header, "machine"), Word(header, "commit"), header.GetProperty("startedUtc").GetDateTimeOffset(), Subjects(document.RootElement));
        }
        catch (IOException e)
        {
            throw new CommandException(ExitCode.Usage, $"{file}: there is no such file; expected the folder of a run", e);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new CommandException(ExitCode.Usage, $"{file}: this is no run.json: {e.Message}", e);
        }
    }

    private static string Word(JsonElement header, string name) => header.GetProperty(name).GetString() ?? "";

    private static string Subjects(JsonElement root) =>
        List(root, "clients") is { } clients ? string.Join(", ", clients.Select(c => $"{Word(c.GetProperty("client"), "name")} {Word(c.GetProperty("client"), "version")}"))
            : root.TryGetProperty("load", out var load) && load.TryGetProperty("target", out var target) ? target.GetString() ?? ""
            : root.GetProperty("header").GetProperty("kind").GetString() == ProvidersResult.Kind && List(root, "rows") is { } rows ? string.Join(", ", rows.Select(r => Word(r, "name"))) : "";

    private static JsonElement.ArrayEnumerator? List(JsonElement root, string name) =>
        root.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : null;
}
