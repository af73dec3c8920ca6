namespace EdgeQuake.FakeServer;

/// <summary>A tool call, or the next piece of one: <c>{id, name, arguments}</c>, or as OpenAI chat nests it, <c>{index, id, function: {name, arguments}}</c>.</summary>
/// <param name="Index">Which call it belongs to, where the author says so.</param>
/// <param name="Arguments">A piece of JSON text.</param>
internal sealed record ToolCall(int? Index, string? Id, string? Name, string Arguments)
{
    public static ToolCall Of(string json)
    {
        var function = JsonText.Raw(json, "function") is { } f && f.StartsWith('{') ? f : json;
        return new ToolCall(
            int.TryParse(JsonText.Member(json, "index"), out var index) ? index : null, JsonText.Member(json, "id"),
            JsonText.Member(function, "name"), JsonText.Member(function, "arguments") ?? "");
    }

    /// <summary>More of the call that is open: neither a name nor another id or index.</summary>
    public bool Continues(ToolCall open) => Name is null && (Id is null || Id == open.Id) && (Index is null || Index == open.Index);
}
