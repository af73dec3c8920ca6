using System.Text;
using System.Text.Json;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>Questions from JSON lines: an object with a string member, or a bare string.</summary>
internal static class JsonPrompts
{
    public static (IReadOnlyList<string> Prompts, Problem? Problem) Parse(string file, string text, string field)
    {
        var prompts = new List<string>();
        foreach (var (line, number) in PromptText.Lines(text).Where(l => l.Text.Trim().Length > 0))
        {
            if (One(line, field, out var column, out var what, out var nearest) is not { } prompt)
            {
                return ([], new(file, number, column, what!, $"a JSON object with a string \"{field}\" (--prompt-field names another), or a JSON string", nearest));
            }

            prompts.Add(prompt);
        }

        return (prompts, null);
    }

    private static string? One(string line, string field, out int column, out string? what, out string? nearest)
    {
        (column, what, nearest) = (1 + line.Length - line.TrimStart().Length, null, null);
        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            var value = root.ValueKind == JsonValueKind.Object && root.TryGetProperty(field, out var member) ? member : root;
            if (value.ValueKind == JsonValueKind.String && value.GetString() is { } prompt && prompt.Trim().Length > 0)
            {
                return prompt;
            }

            var missing = root.ValueKind == JsonValueKind.Object && value.ValueKind == JsonValueKind.Object && !root.TryGetProperty(field, out _);
            what = missing ? $"no member '{field}'" : value.ValueKind == JsonValueKind.String ? $"'{field}' is empty" : $"{(root.ValueKind == JsonValueKind.Object ? $"'{field}'" : "this")} is {Kind(value.ValueKind)}";
            nearest = missing ? Words.Nearest(field, root.EnumerateObject().Select(p => p.Name)) : null;
        }
        catch (JsonException e)
        {
            // Positions are bytes of UTF-8; people count characters.
            var bytes = Encoding.UTF8.GetBytes(line);
            column = Encoding.UTF8.GetString(bytes, 0, (int)Math.Min(e.BytePositionInLine ?? 0, bytes.Length)).Length + 1;
            what = "this is no JSON";
        }

        return null;
    }

    private static string Kind(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };
}
